"""The English of headlines: which words say the same, which turn a story into another, which say nothing. By hand.

A word that is missing here costs a repeat that goes unnoticed, never a story that is lost: headlines.py takes two words
it does not know for two different things. Regular endings (-s, -ed, -ing) need no entry.
"""

# Between two bars stands one meaning, named by its first word. Only words that may change places without telling
# another story: no wider for a narrower one, no plan for a deed. A phrase of two words is written with a hyphen.
SAME_MEANING = """
rise rose risen up climb gain jump surge soar increase higher advance raise raised raising surged surging hike hiked
ups upward boost |
fall fell fallen down drop slip slide slid sliding decline sink sank tumble plunge dip decrease lower downward off |
cut slash trim reduce axe axed eliminate | narrow narrower shrink shrank shrunk | widen wider |
buy bought acquire acquisition purchase buyout takeover | sell sold sale divest |
approve approval ok okay oks okays ratify ratified adopt endorse authorize authorise pass backs clears cleared
accept | reject rejection refuse block veto vetoes decline-to turn-down throw-out threw-out strike-down |
win won victory triumph | lose lost losing | beat beaten defeat rout trounce thrash overcome overcame edge edged |
quit resign resignation step-down stand-down | die died dead death kill slain | hurt wound injure |
unveil launch introduce debut reveal roll-out show-off show announce | seek sought want ask |
sue sued suing suit lawsuit | settle settlement | arrest detain | free freed release | accuse charge indict |
convict guilty | begin began begun start | end stop halt | delay postpone | urge urged | help aid assistance |
probe probed probing investigate investigation inquiry | blast explosion explode | quake earthquake temblor |
tornado twister | plane jet aircraft airliner | talk negotiate negotiation | deal pact accord agreement agree |
soldier troops | police cop | kid child children | film movie | firm company | job position | worker employee staff |
former ex | percent pct percentage | chief ceo | hire hired appoint name named | expand expansion |
break broke broken smash | seize seized seizing capture | reach advance-to | expect see seen forecast predict |
next upcoming | test test-fire | lead led | retain keep kept | hit strike struck rock jolt | spot spy spied |
house home | unit subsidiary | payout dividend div quarterly qtly qtrly | vote voting ballot | may might could |
not no never cannot | quarter qtr | year yr | month mth | week wk | million mln mn | billion bln bn | dollar dlr |
cent ct cts | government govt gov't | department dept | international intl int'l | national natl | university univ |
versus vs v | united-states us usa american | united-kingdom uk britain british | united-nations un |
european-union eu | france french | germany german | italy italian | spain spanish | russia russian | china chinese |
japan japanese | korea korean | india indian | iraq iraqi iraqis | iran iranian | israel israeli israelis |
palestine palestinian | egypt egyptian | afghanistan afghan | pakistan pakistani pakistanis | australia australian |
canada canadian | mexico mexican | brazil brazilian | turkey turkish | greece greek | ukraine ukrainian |
syria syrian | lebanon lebanese | sweden swedish | netherlands dutch | switzerland swiss
"""

# Left out when headlines are compared.
LIGHT = frozenset(
    "a an the and or of in at by with for to on is are was were be been being am has have had do does did it its "
    "it's this that these those their his her he she they we our your you who whom whose which what as amid about "
    "into onto after before from over during near between among through because despite following since then there "
    "here when where while will would shall upon via per s t re more-than less-than fewer-than at-least say says "
    "said saying tell tells told report reports reported reportedly according claim claims claimed source sources "
    "official officials study poll survey new newly latest another also now still just only even yet again own set "
    "sets soon can confirm confirms confirmed today yesterday tonight inc corp co cos ltd plc llc ag sa nv spa group "
    "holdings mr mrs ms dr sir around nearly almost some estimated far so further additional formally officially "
    "abruptly finally controversial major huge massive powerful".split()
)

# A word of LIGHT and its opposite, which is none: "goes into administration", "comes out of administration".
OPPOSITES = """
in out | into out | on off | over under | before after | to from | for against | with without | new old |
latest first | major minor | huge small | huge tiny | massive small | powerful weak
"""

# These count even where everything else is shared: with and without them it is another story. The small words of other
# languages stand here so that their "not" is not taken for a mere addition.
TURNING = frozenset(
    "not none nobody nothing neither nor without against unlikely nicht kein keine ohne ne pas non sans sin não sem "
    "nao niet geen zonder inte ikke ingen nie bez nem не нет без ні لا ليس لم لن לא אין değil yok tidak không नहीं "
    "deny denied denial dismiss reject fail failure cancel cancelled scrap abandon withdraw withdrew withdrawn "
    "withdrawal reverse overturn delay end avoid avert escape survive prevent oppose ban cease resume terminate "
    "suspend lift lose may maybe possible possibly potential would-be if unless whether mull consider ponder weigh "
    "likely expect doubt question rumor rumour hoax fake false wrong mistaken mistakenly call-off rule-out hold-off "
    "put-off walk-out appeal former tomorrow more less fewer few old 2nd 3rd 4th 5th anniversary explainer analysis "
    "opinion editorial review obituary recap timeline preview factbox correction".split()
)

# Every report of its kind has them: sharing these shows nothing. Numbers are the same.
COMMON = frozenset(
    "quarter net million billion thousand percent dollar cent year month week day payout loss profit earning result "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec".split()
)

# After one of these the rest of a headline is the background of its news, and may have been news before.
BACKGROUND_AFTER = frozenset("as after before despite following amid because since while when on over if".split())

# A participle before one of these, or at the end, tells what was done to somebody.
NO_OBJECT = frozenset("by in at on after as for from over near when during outside inside with amid off since".split())
PARTICIPLES = frozenset(
    "dead slain shot hit struck beaten hurt sold bought sunk found held lost led sued freed built caught stolen "
    "taken thrown shut cut set put broken chosen driven given hidden seen shown known told torn won".split()
)

# Words that say which way it went: "from Rome to Paris" is not "from Paris to Rome".
DIRECTIONS = frozenset("to from over against by than after before".split())

_COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_RANKED = "first second third fourth fifth sixth seventh eighth ninth tenth"
_RANKS = "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th"
NUMBERS = {word: str(number) for number, word in enumerate(_COUNTED.split())}
NUMBERS |= dict(zip(_RANKED.split(), _RANKS.split(), strict=True))
UNITS = {"k": "thousand"} | dict.fromkeys(("m", "mn", "mln"), "million") | dict.fromkeys(("b", "bn", "bln"), "billion")

# Who sent it and which version it is, put before a headline or behind it.
AGENCIES = (
    "reuters|ap|afp|upi|dpa|ansa|efe|tass|interfax|xinhua|kyodo|pti|aap|pa media|associated press|"
    "the associated press|bloomberg|bbc|cnn|nyt|pc world|newsfactor|ziff davis|space.com|macworld|infoworld|techweb|"
    "maccentral|thestreet.com|usatoday.com|sports network|washingtonpost.com|the new york times|los angeles times|"
    "investor's business daily|siliconvalley.com|fool.com|businessweek online|canadian press|cp"
).split("|")
VERSIONS = (
    "update|updated|updates|wrapup|rpt|refile|correct|corrected|correction|recast|breaking|breaking news|just in|"
    "developing|exclusive|urgent|live updates"
).split("|")
SPORTS = (
    "baseball|basketball|football|soccer|hockey|ice hockey|golf|tennis|cricket|rugby|boxing|cycling|athletics|"
    "swimming|skiing|motor racing|formula one|olympics"
).split("|")

"""Words that say nothing about what a story is about: the small words of English, and those that any newspaper prints
on any day. Written by hand. A common word that is missing here is found to be common by the reckoning in scores.py."""

SMALL = frozenset(
    "a about above across after again against ago all almost along already also although always am among an and "
    "another any anyone anything are aren't around as aside at away back be became because become been before began "
    "begin behind being below beside between beyond both but by came can can't cannot come could couldn't did "
    "didn't do does doesn't doing don't done down due during each earlier either else enough even ever every "
    "everyone everything except far few for forward from full further gave get give given go goes going gone got "
    "had hadn't half has hasn't have haven't having he he's hence her here hers herself him himself his how however "
    "i i'm if in including indeed instead into is isn't it it's its itself just keep kept know known last late "
    "later latter least left less let like likely made make many may maybe me might mine more most much must my "
    "myself near nearly need neither never next no nobody none nor not nothing now of off often on once one only "
    "onto or other others ought our ours out over own part past per perhaps put quite rather re really recently "
    "said same saw say saying says see seem seemed seen self set several shall she she's should shouldn't since so "
    "some someone something soon still such take taken than that that's the their them themselves then there "
    "there's these they they're thing things this those though through thus to today together told tomorrow tonight "
    "too took toward towards under until up upon us used using very via was wasn't way we we're well went were "
    "weren't what what's whatever when where whether which while who who's whole whom whose why will with within "
    "without won't would wouldn't yes yesterday yet you you're your yours yourself".split()
)
NEWSPAPER = frozenset(
    "a.m p.m according accord add added adding ahead amid amount announce announced announcement annual ask asked "
    "available average based begun believe best better big biggest billion bln call called case cause chance change "
    "changed close closed comment compare compared complete completed continue continued copyright current "
    "currently cut data date day decade decide decided decision declined described despite detail details early "
    "effect effort end ended ending equal estimate event exclude exclusive expect expected expects face fact final "
    "find first five follow followed following former found four free friday future good great group grow growing "
    "happen happened help helped high higher highest hit hold home hope hour hours hundred immediate important "
    "increase issue issued join kind large largest latest launch lead leader led level line live long look lost low "
    "lower main major man member men met million minute mln mlns monday month months morning move moved name named "
    "nation national news newspaper night nine note number offer offered office official officials old open opened "
    "order page pay people percent period person photo place plan planned plans point possible post president press "
    "previous previously problem program provide public question quick quickly raise ran reach reached read reader "
    "ready real reason recent record report reported reporter reporters result results return right rise rose round "
    "run saturday season second seek seven show showed side sign single six size small source sources speak special "
    "spokesman spokesperson spokeswoman staff start started state statement stay step stop story sunday support "
    "taking talk target ten term third thousand three thursday time times top total try trying tuesday turn two "
    "unchanged update updated use wait want wanted wednesday week weekend weeks win won word work world year years "
    "young new ap afp reuters upi corp inc ltd plc co llc mr mrs ms dr sen rep gov lt col gen st prof rev jan feb "
    "mar apr jun jul aug sep sept oct nov dec".split()
)
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december".split()
)
STOP_WORDS = SMALL | NEWSPAPER | DAYS

# Before a name, and none of it.
TITLES = frozenset(
    "commissioner councilman councilwoman attorney secretary-general spokesman spokeswoman mr mrs ms dr sen rep gov "
    "lt col gen capt sgt prof rev president vice minister prime secretary senator governor mayor judge justice "
    "general colonel captain sergeant representative professor doctor pope king queen prince princess sir lord lady "
    "chief chairman chairwoman chairperson director congressman congresswoman ambassador chancellor coach former "
    "rival rookie".split()
)

# A full stop after these does not end a sentence.
ABBREVIATIONS = frozenset("mr mrs ms dr sen rep gov lt col gen capt sgt st prof rev no vs".split())

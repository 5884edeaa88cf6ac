"""The demo newsroom: The Meridian, a made-up daily. Its stories are in content, its pictures are drawn in art."""

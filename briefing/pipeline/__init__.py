"""From a folder to finished files: the stages in order, and the machine's edge around them."""

"""Whether diagrams keep to what they must: a flow that always comes to an end, and the order of the law.

Reads diagrams only, as a game of tokens with the meaning the engine gives them. Knows no case and no database.
"""

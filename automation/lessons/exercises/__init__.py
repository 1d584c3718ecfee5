"""How each lesson's exercises find their answers. `POSED` of `lesson_N` are found by the lesson's number."""

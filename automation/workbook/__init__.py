"""Domain values in and out of a workbook: the schema, the codec, and back-ends for raw cells."""

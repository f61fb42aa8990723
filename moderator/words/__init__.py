"""Words on their way to a reader: translated, written as a language does, and made safe."""

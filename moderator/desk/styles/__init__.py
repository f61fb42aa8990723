"""How the desk looks: one sheet of styles, and the themes that colour it; rests on nothing."""

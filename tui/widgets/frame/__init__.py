"""What frames every screen: the bars, and the lists, boards and panels that rows are shown in."""

namespace Mdb.Completion;

/// <summary>An argument as far as it is typed.</summary>
/// <param name="Text">Without quotes.</param>
/// <param name="Start">Where its text begins in the line.</param>
internal readonly record struct Word(string Text, int Start);

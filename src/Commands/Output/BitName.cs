namespace Commands.Output;

/// <summary>A name for <c>%b</c>: shown when the value under <paramref name="Mask"/> is <paramref name="Bits"/>.</summary>
internal readonly record struct BitName(string Name, ulong Mask, ulong Bits);

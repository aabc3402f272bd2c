namespace DumpReader.Kernel.Files;

/// <summary>The path of a vnode and where it is from.</summary>
/// <param name="Text">As far as it is known.</param>
/// <param name="FromCache">Put together from the name cache, and not what the vnode itself says.</param>
internal readonly record struct VnodePath(string Text, bool FromCache)
{
    private const string Ellipsis = "...";

    /// <summary>As stock mdb has it in a buffer: a noted path is cut short, one that was put together ends in dots.</summary>
    public string InBuffer(int size) =>
        Text.Length < size ? Text
        : FromCache ? Text[..(size - 1 - Ellipsis.Length)] + Ellipsis
        : Text[..(size - 1)];
}

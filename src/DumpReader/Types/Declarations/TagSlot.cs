namespace DumpReader.Types.Declarations;

/// <summary>The place of a struct, union or enum tag: only named at first, defined later or never.</summary>
internal sealed class TagSlot(int index, ForwardType forward)
{
    public int Index { get; } = index;

    public ForwardType Forward { get; } = forward;

    public CType? Definition { get; set; }

    public CType Type => Definition ?? Forward;
}

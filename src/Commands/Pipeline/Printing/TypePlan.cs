using System.Text.Json;
using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>
/// How values of one type are shown under one set of options, worked out once: no name is looked up and nothing allocated for each value.
/// The same plan gives stock mdb's text, JSON, and the item for the next stage of a pipeline.
/// </summary>
internal abstract class TypePlan(CType type)
{
    /// <summary>As declared.</summary>
    public CType Type { get; } = type;

    /// <summary>Bytes of the object that are shown, for one read of all of them.</summary>
    public virtual ulong Extent => Type.Size;

    /// <summary>Bits of a bit-field; 0 for what is none.</summary>
    public virtual int FieldBits => 0;

    /// <summary>A structure, union, or array of them: shown over several lines.</summary>
    public virtual bool IsComposite => false;

    /// <summary>Writes the line or lines of a value; false after a failed read, behind which the rest of its structure is skipped.</summary>
    public abstract bool WriteText(ref PrintFrame frame, ulong bit, in PrintLine line);

    public abstract void WriteJson(ref PrintFrame frame, Utf8JsonWriter json, ulong bit);

    /// <summary>What a pipeline gets; false after the message about a failed read. Objects are sent on by their address.</summary>
    public virtual bool TryItem(ref PrintFrame frame, ulong bit, out Item item)
    {
        item = new Item(frame.AddressOf(bit), Type, frame.Space);
        return true;
    }
}

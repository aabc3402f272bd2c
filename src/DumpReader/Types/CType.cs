namespace DumpReader.Types;

/// <summary>CTF_K_* of sys/ctf.h.</summary>
public enum TypeKind { Unknown, Integer, Float, Pointer, Array, Function, Struct, Union, Enum, Forward, Typedef, Volatile, Const, Restrict }

/// <summary>A C type. Immutable; what it refers to is decoded when first asked for.</summary>
public abstract class CType
{
    private string? _name;

    public abstract TypeKind Kind { get; }

    /// <summary>The tag or name as declared, without <c>struct</c>, <c>union</c>, <c>enum</c>; empty where anonymous or derived.</summary>
    public virtual string Tag => "";

    /// <summary>As C spells it: <c>struct ctxop</c>, <c>void (*)()</c>, <c>int [4]</c>, <c>char **</c>, <c>const uint_t</c>.</summary>
    public string Name => _name ??= TypeSpelling.Of(this);

    /// <summary>Size in bytes; 0 for functions, void and forward declarations.</summary>
    public abstract ulong Size { get; }

    /// <summary>The type behind typedefs and qualifiers; itself where there is none. A cycle gives <see cref="UnknownType"/>.</summary>
    public virtual CType Resolve() => this;

    /// <summary>Module whose container declares it; null for types declared by hand.</summary>
    public string? Module { get; internal set; }

    /// <summary>Id in its container, as stored; 0 for types declared by hand.</summary>
    public int Id { get; internal set; }

    public override string ToString() => Name;
}

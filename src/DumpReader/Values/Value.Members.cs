using System.Diagnostics.CodeAnalysis;
using DumpReader.Problems;
using DumpReader.Types;

namespace DumpReader.Values;

public readonly partial struct Value
{
    /// <summary>
    /// What a member path leads to, from here: <c>value["t_procp->p_user.u_comm"]</c>, <c>value["t_pcb.val[2]"]</c>. From a
    /// pointer the first <c>-></c> may be left out. Indices are decimal, or hexadecimal behind 0x.
    /// </summary>
    /// <exception cref="ArgumentException">The type has no such member.</exception>
    /// <exception cref="UnreadableException">A pointer on the way is not in the dump.</exception>
    public Value this[string path]
    {
        get
        {
            if (Type.Resolve() is StructType structure && structure.TryGetMember(path, out Member? member))
            {
                return At(member);
            }

            MemberPath compiled = MemberPath.Compile(Type, path, PathNumbers.Plain);
            return compiled.TryApply(Space, Address, null, out Value value, out PathFault fault) ? value
                : fault.Address is { } at ? throw new UnreadableException(new Problem("MDB201", fault.Message, at))
                : throw new ArgumentException(fault.Message, nameof(path));
        }
    }

    /// <summary>As the indexer, but false where there is no such member, or a pointer on the way is not in the dump.</summary>
    public bool TryGet(string path, out Value value)
    {
        if (Type.Resolve() is StructType structure && structure.TryGetMember(path, out Member? member))
        {
            value = At(member);
            return true;
        }

        return MemberPath.Compile(Type, path, PathNumbers.Plain).TryApply(Space, Address, null, out value, out _);
    }

    /// <summary>A member of the structure or union that this is.</summary>
    public Value At(Member member)
    {
        ulong bits = (ulong)BitOffset + member.BitOffset;
        return new Value(Space, member.Type, unchecked(Address + (bits / 8)), (int)(bits % 8));
    }

    /// <summary>Element of the array that this is, or of the one that it points to; not checked against the bounds.</summary>
    /// <exception cref="InvalidOperationException">Neither an array nor a pointer.</exception>
    /// <exception cref="UnreadableException">The pointer is not in the dump.</exception>
    public Value Element(long index)
    {
        switch (Type.Resolve())
        {
            case ArrayType array:
                return new Value(Space, array.Element, unchecked(Address + ((ulong)index * array.Element.Size)));
            case PointerType pointer:
                return new Value(Space, pointer.Target, unchecked(AsUInt64() + ((ulong)index * pointer.Target.Size)));
            default:
                throw new InvalidOperationException($"{Type.Name} is neither an array nor a pointer");
        }
    }

    /// <summary>What the pointer that this is points to.</summary>
    /// <exception cref="InvalidOperationException">Not a pointer.</exception>
    /// <exception cref="UnreadableException">The pointer itself is not in the dump; what it points to is not looked at.</exception>
    public Value Dereference() =>
        Type.Resolve() is PointerType ? Element(0) : throw new InvalidOperationException($"{Type.Name} is not a pointer");

    /// <summary>As <see cref="Dereference"/>, but false for what is not a pointer, cannot be read, or is NULL.</summary>
    public bool TryDereference(out Value target)
    {
        if (Type.Resolve() is PointerType pointer && TryUInt64(out ulong address) && address != 0)
        {
            target = new Value(Space, pointer.Target, address);
            return true;
        }

        target = default;
        return false;
    }

    /// <summary>
    /// The same object with its bytes read once: members of the result come from the copy. False where the dump does not hold
    /// all of it; what is missing is missing in the result too.
    /// </summary>
    public bool TrySnapshot([NotNullWhen(true)] out Value snapshot) => TrySnapshot(Space, out snapshot);

    /// <summary>As above, with another view of the same memory for what the copy does not hold.</summary>
    internal bool TrySnapshot(Spaces.AddressSpace behind, [NotNullWhen(true)] out Value snapshot)
    {
        var bytes = new byte[checked((int)Math.Min(Type.Size, Bytes.Limits.ObjectBytes))];
        int got = Space.Read(Address, bytes);
        snapshot = new Value(new SnapshotSpace(behind, Address, bytes.AsMemory(0, got)), Type, Address, BitOffset);
        return got == bytes.Length;
    }
}

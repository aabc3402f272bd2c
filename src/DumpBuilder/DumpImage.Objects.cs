using DumpBuilder.Scenarios;
using DumpReader.Types;
using DumpReader.Types.Declarations;

namespace DumpBuilder;

/// <summary>Objects of declared types, one or millions.</summary>
public sealed partial class DumpImage
{
    /// <summary>
    /// The C types of the dump. What is declared here by <see cref="CDeclarations.Parse(string, string)"/> is in no module's CTF until
    /// it is added to a <see cref="Kernel.KernelModule"/>.
    /// </summary>
    public CDeclarations Types { get; } = new();

    /// <summary>Puts objects of one type behind one another; they are made while the dump is written and not held.</summary>
    /// <param name="type">As in C: <c>kthread_t</c>, <c>struct ctxop</c>.</param>
    /// <param name="address">Of the first.</param>
    /// <param name="count">How many.</param>
    /// <param name="fill">Sets the members of the object with a number from 0; all are zero before.</param>
    /// <param name="stride">Bytes from one to the next; 0 is the size of the type.</param>
    /// <param name="space">Address of the <c>struct as</c> for memory of a process; 0 for the kernel.</param>
    /// <exception cref="ArgumentException">The type is not declared, or has no size.</exception>
    public void AddObjects(string type, ulong address, long count, Action<long, ObjectBuffer> fill, ulong stride = 0, ulong space = 0)
    {
        CType declared = TypeOf(type);
        ulong step = stride == 0 ? declared.Size : stride;
        if (count <= 0)
        {
            return;
        }

        AddRegion(address, checked(((ulong)(count - 1) * step) + declared.Size), Write, space);

        void Write(RegionWriter writer)
        {
            var buffer = new ObjectBuffer(declared);
            for (long i = 0; i < count; i++)
            {
                buffer.Clear();
                fill(i, buffer);
                writer.Write(address + ((ulong)i * step), buffer.Bytes);
            }
        }
    }

    /// <summary>Sets one member of an object that has been added before.</summary>
    /// <exception cref="ArgumentException">The type is not declared, or has no such member.</exception>
    public void SetMember(ulong address, string type, string path, ulong value)
    {
        var buffer = new ObjectBuffer(TypeOf(type));
        MemberPlace place = buffer.Place(path);
        buffer.Set(path, value);
        AddPart(address, place, buffer.Bytes, 0);
    }

    /// <summary>Adds the bytes of one member, or the bits of a bit-field, and leaves what is around it.</summary>
    internal void AddPart(ulong address, MemberPlace place, ReadOnlySpan<byte> whole, ulong space)
    {
        int first = (int)(place.BitOffset / 8);
        int last = (int)((place.BitOffset + (ulong)place.Bits + 7) / 8);
        byte[] part = whole[first..last].ToArray();
        if (place.BitOffset % 8 == 0 && place.Bits % 8 == 0)
        {
            Add(address + (ulong)first, part, space);
            return;
        }

        byte[] mask = new byte[part.Length];
        BitField.Insert(mask, place.BitOffset % 8, place.Bits, ulong.MaxValue);
        AddRegion(address + (ulong)first, (ulong)part.Length, w => Merge(w, part, mask), space);
    }

    private static void Merge(RegionWriter writer, byte[] part, byte[] mask)
    {
        byte[] before = new byte[part.Length];
        writer.Read(writer.Address, before);
        for (int i = 0; i < part.Length; i++)
        {
            before[i] = (byte)((before[i] & ~mask[i]) | part[i]);
        }

        writer.Write(writer.Address, before);
    }

    private CType TypeOf(string name) =>
        Types.Find(name) is { Size: > 0 } type ? type : throw new ArgumentException($"no type with a size is declared as {name}", nameof(name));
}

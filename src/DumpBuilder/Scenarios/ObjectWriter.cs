using DumpBuilder.Image;
using DumpReader.Types;
using DumpReader.Types.Declarations;
using Superpower.Model;

namespace DumpBuilder.Scenarios;

/// <summary>Adds the memory that statements describe to the dump, in their order.</summary>
internal sealed class ObjectWriter(DumpImage image, ScenarioScope scope, TextArena texts, IReadOnlyDictionary<ulong, CType> typeAt)
{
    /// <summary>A fill of more bytes is a slip of the pen.</summary>
    private const ulong MaxFill = 1UL << 30;

    /// <summary>So is an object of more.</summary>
    private const ulong MaxObject = 64UL << 20;

    /// <summary>Bytes of all objects, which are held until the dump is written.</summary>
    private const ulong MaxObjects = 256UL << 20;

    // p_as of each process, by the address of its proc_t.
    private readonly Dictionary<ulong, ulong> _spaces = [];

    private ulong _space;
    private ulong _held;

    public void Write(DeclarationFile file, AddressStatement statement)
    {
        ulong address = scope.Evaluate(file, statement.Address);
        switch (statement)
        {
            case PrintStatement p:
                Print(file, p, address);
                break;
            case WriteStatement w:
                byte[] word = new byte[8];
                Encode.U64(word, 0, scope.Evaluate(file, w.Value));
                image.Add(address, word[..w.Size], _space);
                break;
            case FillStatement f:
                Fill(file, f, address);
                break;
            case ContextStatement:
                _space = address == 0 ? 0
                    : _spaces.TryGetValue(address, out ulong space) ? space
                    : throw file.Error(statement.Position, $"no proc_t with a p_as is printed at {address:x}");
                break;
        }
    }

    private void Print(DeclarationFile file, PrintStatement p, ulong address)
    {
        CType? type = p.Type is null ? null : FindType(image.Types, file, p.Position, p.Type);
        IReadOnlyList<PathStep> path = p.Path;
        if (type is null && p.Type is not null)
        {
            // Without a type, the first word is a member of what the symbol is, as in mdb.
            path = [new PathStep(p.Type, null, p.Position), .. path];
        }

        type ??= typeAt.GetValueOrDefault(address)
            ?? throw file.Error(p.Position, p.Type is null ? $"no type is known for {address:x}" : $"unknown type {p.Type}");
        if (path.Count == 0 && p.Value is ArrayValue several && type.Resolve() is not ArrayType)
        {
            type = new ArrayType(type, UnknownType.None, Count(several));
        }

        if (type.Size is 0 or > MaxObject)
        {
            throw file.Error(p.Position, $"{type.Name} has {type.Size} bytes, expected 1 to {MaxObject}");
        }

        _held += type.Size;
        if (_held > MaxObjects)
        {
            throw file.Error(p.Position, $"more than {MaxObjects} bytes of objects: fill memory, or add them by calls");
        }

        var encoder = new ValueEncoder(file, scope, texts, _space);
        byte[] bytes = new byte[type.Size];
        MemberPlace place = encoder.Follow(new MemberPlace(type, 0), path);
        encoder.Encode(place, p.Value, bytes);
        if (type.Resolve() is StructType { Tag: "proc" } proc && proc.TryGetMember("p_as", out Member pAs) && path.Count == 0)
        {
            _spaces[address] = BitConverter.ToUInt64(bytes, (int)pAs.ByteOffset);
        }

        if (path.Count == 0)
        {
            image.Add(address, bytes, _space);
        }
        else
        {
            image.AddPart(address, place, bytes, _space);
        }
    }

    /// <summary>A type by name; an error in the name is one at the place of the statement.</summary>
    public static CType? FindType(CDeclarations types, DeclarationFile file, Position position, string name)
    {
        try
        {
            return types.Find(name);
        }
        catch (DeclarationException e)
        {
            throw file.Error(position, $"'{name}' is not a type: {e.Reason}");
        }
    }

    /// <summary>Objects one behind the other, or a text with its NUL.</summary>
    private static uint Count(ArrayValue value) =>
        value.Elements is [TextValue text] && CText.TryBytes(text.Quoted, out byte[] bytes) ? (uint)bytes.Length + 1 : (uint)value.Elements.Count;

    private void Fill(DeclarationFile file, FillStatement f, ulong address)
    {
        ulong length = scope.Evaluate(file, f.Length);
        ulong value = scope.Evaluate(file, f.Value);
        if (length > MaxFill || value > byte.MaxValue || (length > 0 && address + (length - 1) < address))
        {
            throw file.Error(f.Position, $"cannot fill {length:x} bytes with {value:x}");
        }

        image.AddRegion(address, length, w => FillWith(w, (byte)value), _space);
    }

    private static void FillWith(RegionWriter writer, byte value)
    {
        byte[] page = new byte[Layout.PageSize];
        page.AsSpan().Fill(value);
        for (ulong done = 0; done < writer.Length; done += Layout.PageSize)
        {
            writer.Write(writer.Address + done, page.AsSpan(0, (int)Math.Min(Layout.PageSize, writer.Length - done)));
        }
    }
}

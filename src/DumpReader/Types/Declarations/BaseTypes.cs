namespace DumpReader.Types.Declarations;

/// <summary>The base types of C under LP64, named as ctfconvert names them: <c>signed char</c> is <c>char</c>, <c>long int</c> is <c>long</c>.</summary>
internal sealed class BaseTypes
{
    private readonly Dictionary<string, CType> _types = new(StringComparer.Ordinal);

    public CType Long => Get("long");

    /// <summary>The type that a sequence of base words means; null if they do not go together.</summary>
    public CType? Find(IReadOnlyList<string> words)
    {
        int longs = 0;
        bool unsigned = false, signed = false, isShort = false, isInt = false;
        string? core = null;
        foreach (string word in words)
        {
            switch (word)
            {
                case "long": longs++; break;
                case "short" when !isShort: isShort = true; break;
                case "unsigned" when !unsigned: unsigned = true; break;
                case "signed" when !signed: signed = true; break;
                case "int" when !isInt: isInt = true; break;
                case "void" or "char" or "float" or "double" or "_Bool" when core is null: core = word; break;
                default: return null;
            }
        }

        if ((signed && unsigned) || longs > 2 || (isShort && longs > 0))
        {
            return null;
        }

        bool sign = signed || unsigned;
        return (core, longs) switch
        {
            ("char", 0) when !isShort && !isInt => Get(unsigned ? "unsigned char" : "char"),
            ("double", 1) when !sign && !isShort && !isInt => Get("long double"),
            ("void" or "float" or "double" or "_Bool", 0) when !sign && !isShort && !isInt => Get(core),
            (null, _) => Get((unsigned ? "unsigned " : "") + (isShort ? "short" : longs == 2 ? "long long" : longs == 1 ? "long" : "int")),
            _ => null,
        };
    }

    /// <summary>The dedicated type of a bit-field: <c>unsigned int:3</c>, as many bytes as its bits need.</summary>
    public CType BitField(IntegerType declared, int width)
    {
        string name = $"{declared.Tag}:{width}";
        if (!_types.TryGetValue(name, out CType? type))
        {
            type = new IntegerType(name, (ulong)((width + 7) / 8), width, declared.IsSigned, declared.IsCharacter, declared.IsBoolean);
            _types.Add(name, type);
        }

        return type;
    }

    private CType Get(string name)
    {
        if (!_types.TryGetValue(name, out CType? type))
        {
            type = Make(name);
            _types.Add(name, type);
        }

        return type;
    }

    private static CType Make(string name)
    {
        bool signed = !name.StartsWith("unsigned ", StringComparison.Ordinal);
        return (signed ? name : name["unsigned ".Length..]) switch
        {
            "void" => new IntegerType(name, 0, 0, signed: true),
            "char" => new IntegerType(name, 1, 8, signed, character: true),
            "_Bool" => new IntegerType(name, 1, 8, signed: false, boolean: true),
            "short" => new IntegerType(name, 2, 16, signed),
            "int" => new IntegerType(name, 4, 32, signed),
            "float" => new FloatType(name, 4, encoding: 1, bits: 32),
            "double" => new FloatType(name, 8, encoding: 2, bits: 64),
            "long double" => new FloatType(name, 16, encoding: 6, bits: 128),
            _ => new IntegerType(name, 8, 64, signed),
        };
    }
}

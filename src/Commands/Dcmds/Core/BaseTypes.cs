using Commands.Pipeline;
using DumpReader.Types;

namespace Commands.Dcmds.Core;

/// <summary>The base types of C and the types of stdint.h under a data model.</summary>
internal static class BaseTypes
{
    /// <summary>Adds them; false for an unknown model.</summary>
    /// <param name="types">Where to.</param>
    /// <param name="model">LP64, ILP32 or LP32, which is another name for ILP32.</param>
    public static bool Add(SyntheticTypes types, string model)
    {
        if (model is not ("LP64" or "ILP32" or "LP32"))
        {
            return false;
        }

        ulong word = model == "LP64" ? 8UL : 4UL;
        types.Add(new IntegerType("void", 0, 0, signed: true));
        types.Add(new IntegerType("char", 1, 8, signed: true, character: true));
        Pair(types, "char", 1, character: true);
        Pair(types, "short", 2);
        Pair(types, "int", 4);
        Pair(types, "long", word);
        Pair(types, "long long", 8);
        types.Add(new IntegerType("_Bool", 1, 8, signed: false, boolean: true));
        types.Add(new FloatType("float", 4, encoding: 1, bits: 32));
        types.Add(new FloatType("double", 8, encoding: 2, bits: 64));
        types.Add(new FloatType("long double", 16, encoding: 6, bits: 128));
        types.AddSpelling("unsigned", types.Find("unsigned int")!);
        types.AddSpelling("signed", types.Find("int")!);

        foreach ((string name, string of) in new[]
        {
            ("8", "char"), ("16", "short"), ("32", "int"), ("64", word == 8 ? "long" : "long long"), ("ptr", word == 8 ? "long" : "int"),
        })
        {
            types.Add(new TypedefType($"int{name}_t", types.Find(of == "char" ? "signed char" : of)!));
            types.Add(new TypedefType($"uint{name}_t", types.Find("unsigned " + of)!));
        }

        return true;
    }

    /// <summary>An integer and its unsigned twin, with the spellings that C allows.</summary>
    private static void Pair(SyntheticTypes types, string name, ulong size, bool character = false)
    {
        if (!character)
        {
            types.Add(new IntegerType(name, size, (int)size * 8, signed: true));
            types.AddSpelling("signed " + name, types.Find(name)!);
        }
        else
        {
            types.Add(new IntegerType("signed " + name, size, (int)size * 8, signed: true, character: true));
        }

        types.Add(new IntegerType("unsigned " + name, size, (int)size * 8, signed: false, character: character));
        if (name is not ("int" or "char"))
        {
            types.AddSpelling(name + " int", types.Find(name)!);
            types.AddSpelling("unsigned " + name + " int", types.Find("unsigned " + name)!);
        }
    }
}

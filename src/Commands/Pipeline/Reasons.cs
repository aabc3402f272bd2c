using DumpReader.Types;

namespace Commands.Pipeline;

/// <summary>The reason texts that mdb appends to its messages (language.md 8).</summary>
internal static class Reasons
{
    public const string NoMapping = "no mapping for address";
    public const string NoSymbol = "no symbol corresponds to address";
    public const string UnknownSymbol = "unknown symbol name";
    public const string UnknownObject = "unknown object file name";
    public const string NoMember = "no such member of structure or union";
    public const string NotSupported = "operation not supported by target";
    public const string NotWritable = "target is not open for writing";
    public const string NotOnThisTarget = "command is not supported by current target";
    public const string NoProcess = "no process active";
    public const string UnknownDcmd = "unknown dcmd name";
    public const string UnknownWalk = "unknown walk name";
    public const string WalkInit = "failed to initialize walk";

    public static string Of(TypeError error) => error switch
    {
        TypeError.UnknownModule => UnknownObject,
        TypeError.NoTypes => "no symbolic debug information available for module",
        TypeError.NotData => "Symbol table entry is not a data object",
        TypeError.NoSymbol => NoSymbol,
        TypeError.NotCtf => "Buffer does not contain CTF data",
        TypeError.NewerVersion => "File uses more recent CTF version",
        TypeError.Decompress => "Failed to decompress CTF data",
        TypeError.Damaged => "File data structure corruption detected",
        _ => "No type information available for that name",
    };
}

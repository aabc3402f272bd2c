using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Types.Ctf;

/// <summary>What can be wrong with a CTF container, in the words of libctf where it has them.</summary>
internal static class CtfProblems
{
    public const string NotCtfCode = "MDB301";
    public const string VersionCode = "MDB302";
    public const string DecompressCode = "MDB303";

    public static Problem NotCtf(string module, ushort magic) =>
        Load(NotCtfCode, module, $"Buffer does not contain CTF data (magic {magic:x}, not cff1)");

    public static Problem Short(string module, int length) =>
        Load(NotCtfCode, module, $"Buffer does not contain CTF data ({length} bytes, fewer than its header)");

    public static Problem Version(string module, int version) =>
        Load(VersionCode, module, version > 2
            ? $"File uses more recent CTF version ({version}, not 2)"
            : $"File uses an older CTF version ({version}, not 2)");

    public static Problem Decompress(string module, string why) =>
        Load(DecompressCode, module, $"Failed to decompress CTF data ({why})");

    public static Problem Corrupt(string module, string why) =>
        Load("MDB304", module, $"File data structure corruption detected ({why})");

    public static Problem NoParent(string module, string parent, string label) =>
        new("MDB305", $"failed to load CTF data for {module} - parent {parent} not loaded{(label.Length > 0 ? $" (label {label})" : "")}");

    public static Problem DanglingId(string module, int id, int count) =>
        new("MDB306", $"CTF data of {module}: type id {id} refers past the last type {count}");

    public static Problem Circular(string module, int id) =>
        new("MDB307", $"CTF data of {module}: type {id} refers to itself");

    public static Problem Cut(string module, int id, string why) =>
        new("MDB308", $"CTF data of {module}: type {id} {why}; the types after it are not read");

    public static Problem LongName(string module, uint reference) =>
        new("MDB309", $"CTF data of {module}: the name at offset {reference:x} of its strings has more than {Limits.CtfName} bytes; the rest is left out");

    private static Problem Load(string code, string module, string text) => new(code, $"failed to load CTF data for {module}: {text}");
}

namespace Commands.Dcmds.Kernel.Files;

/// <summary>Kinds of vnodes by number (vtype_t, sys/vnode.h).</summary>
internal static class VnodeType
{
    public const ulong Fifo = 6;
    public const ulong Door = 7;
    public const ulong Process = 8;
    public const ulong Socket = 9;
    public const ulong Port = 10;

    private static readonly string[] Names = ["NON", "REG", "DIR", "BLK", "CHR", "LNK", "FIFO", "DOOR", "PROC", "SOCK", "PORT", "BAD"];

    public static string Name(ulong type) => type < (ulong)Names.Length ? Names[type] : "?";
}

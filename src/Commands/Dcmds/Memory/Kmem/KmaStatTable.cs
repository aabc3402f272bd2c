namespace Commands.Dcmds.Memory.Kmem;

/// <summary>Unit in which ::kmastat shows memory.</summary>
/// <param name="Shift">0, 10, 20 or 30.</param>
internal readonly record struct KmaStatUnit(int Shift)
{
    public char Suffix => Shift switch { 0 => 'B', 10 => 'K', 20 => 'M', _ => 'G' };

    public ulong Of(ulong bytes) => bytes >> Shift;
}

/// <summary>Headings and rules of ::kmastat; each cell is followed by a blank.</summary>
internal static class KmaStatTable
{
    public const int NameWidth = 25;

    public const string CacheRule = "------------------------- ------ ------ ------ ---------- --------- ----- \n";
    public const string ArenaRule = "------------------------- ---------- ----------- ---------- --------- ----- \n";

    public const string CacheHeading =
        "cache                        buf    buf    buf    memory     alloc alloc \n"
        + "name                        size in use  total    in use   succeed  fail \n"
        + CacheRule;

    public const string ArenaHeading =
        "vmem                         memory     memory    memory     alloc alloc \n"
        + "name                         in use      total    import   succeed  fail \n"
        + ArenaRule;
}

using Commands.Tests.Fakes;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Values;

namespace Commands.Tests.Hostile.Claims;

/// <summary>One limit, and how a dump comes to it.</summary>
/// <param name="Limit">Its name.</param>
/// <param name="Said">What the answer says of it.</param>
/// <param name="Ask">Makes the bad value and asks.</param>
internal sealed record LimitCase(string Limit, string Said, Func<Answer> Ask)
{
    /// <summary>Bytes that the answer may take, of which what is thrown away at once is a part: of lists something for each element.</summary>
    public long MostAllocated { get; init; } = 512 << 20;

    /// <summary>A number in the memory of a dump.</summary>
    public static LimitCase Damaged(string limit, string dump, string command, Action<PatchedTarget> damage, string said) => new(limit, said, () =>
    {
        var target = new PatchedTarget(SampleDumps.Open(dump));
        damage(target);
        return TestSession.Text(command, target: target);
    });

    /// <summary>Memory without end, where the dump leads to it or the command begins in it.</summary>
    public static LimitCase Endless(string limit, string dump, string command, string said, Action<EndlessTarget>? lead = null) => new(limit, said, () =>
    {
        var target = new EndlessTarget(SampleDumps.Open(dump));
        lead?.Invoke(target);
        return TestSession.Text(command, target: target);
    })
    { MostAllocated = 8L << 30 };

    /// <summary>A kernel made by hand: its types, its objects, and what is asked.</summary>
    public static LimitCase Made(string limit, string types, Action<FakeSession> ask, string said) => new(limit, said, () =>
    {
        var session = new FakeSession(new Shared.FakeKernel(() => Shared.FakeTypes.Of(types)));
        ask(session);
        session.Session.Complete();
        return new Answer("", session.Errors + string.Concat(session.Run.FirstProblem is { } problem ? $"mdb: partial: {problem.Message}\n" : ""), session.Run.IsPartial ? 1 : 0);
    });

    /// <summary>Overwrites a variable of 32 bits.</summary>
    public static void Put(PatchedTarget target, string symbol, uint value) => target.Put(SymbolOf(target, symbol), BitConverter.GetBytes(value));

    public static ulong SymbolOf(ITarget target, string symbol)
    {
        Assert.Equal(SymbolLookup.Found, target.Symbols.Find(null, symbol, out Symbol found));
        return found.Value;
    }

    /// <summary>Where a member lies.</summary>
    public static ulong At(ITarget target, string type, ulong address, string path) =>
        new Value(target.Memory, target.Types.Find(null, type, out _)!, address)[path].Address;

    public static ulong[] Walk(ITarget target, string walker) =>
        [.. TestSession.Text($"::walk {walker}", target: target).Lines.Select(l => Convert.ToUInt64(l, 16))];
}

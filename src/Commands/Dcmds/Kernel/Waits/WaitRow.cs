using Commands.Dcmds.Core;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Waits;

/// <summary>A line of ::waits: a thread, below the one that holds what it waits for.</summary>
/// <param name="Run">For symbols.</param>
/// <param name="Thread">Its address.</param>
/// <param name="Facts">The thread; null where the dump does not hold it.</param>
/// <param name="Blocked">What it waits for; null for nothing.</param>
/// <param name="Depth">How far below the root it is.</param>
/// <param name="Cycle">Number of the deadlock that it is part of; 0 for none.</param>
internal sealed record WaitRow(Run Run, ulong Thread, ThreadFacts? Facts, BlockedThread? Blocked, int Depth, int Cycle)
{
    /// <summary>Deeper levels are not moved further to the right.</summary>
    private const int DeepestIndent = 20;

    public static readonly Table<WaitRow> Layout = new(
        [
            new("thread", r => Cell.Address(r.Thread)), new("state", r => r.State), new("depth", r => r.Depth),
            new("cycle", r => r.Cycle == 0 ? Cell.None : r.Cycle), new("kind", r => r.Blocked is { } b ? Kind(b) : Cell.None),
            new("object", r => r.Blocked is { } b ? Cell.Symbolic(b.Object) : Cell.None),
            new("owner", r => r.Blocked is { Owner: not 0 } b ? Cell.Address(b.Owner) : Cell.None),
            new("readers", r => r.Blocked is { Kind: SyncKind.Rwlock } b ? b.Readers : Cell.None), new("name", r => r.Name),
        ],
        "THREAD           STATE   WAITS FOR                      NAME",
        Write);

    /// <summary>Only where the dump holds it: its process and name.</summary>
    private string Name => Facts is null ? "?" : ThreadDescription.Of(Run, new Value(Run.Memory, Run.Session.Kernel.Thread.Type!, Thread));

    private string State => Facts is { } facts ? ThreadState.Name(facts.State) : "?";

    public static string Kind(BlockedThread blocked) => blocked.Kind switch
    {
        SyncKind.Mutex => "mutex",
        SyncKind.Rwlock => "rwlock",
        SyncKind.Condition => "cv",
        SyncKind.Semaphore => "sema",
        SyncKind.User => "user",
        SyncKind.UserPriorityInheriting => "user_pi",
        _ => "shuttle",
    };

    private static void Write(WaitRow row, MdbWriter writer)
    {
        string waits = row.Blocked is { } b ? $"{Kind(b)} {AddressText.Of(row.Run.Session, b.Object)}" : "-";
        string indent = new(' ', 2 * Math.Min(row.Depth, DeepestIndent));
        writer.Printf("%s%016lx %-7s %-30s %s\n", indent, row.Thread, row.State, waits, row.Name);
    }
}

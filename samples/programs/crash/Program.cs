using System.Runtime.CompilerServices;

namespace Crash;

/// <summary>A program with a known heap that ends by an exception: what is said of its core can be held against what it says itself.</summary>
internal static class Program
{
    private static Node? s_head;

    private static void Main(string[] arguments)
    {
        int count = int.Parse(arguments[0]);
        for (int i = 0; i < count; i++)
        {
            s_head = new Node { Id = i, Next = s_head, Name = $"node {i}", Weight = i * 0.5, Colour = Colour.Green };
        }

        var sleeper = new Thread(static () => Thread.Sleep(Timeout.Infinite)) { IsBackground = true };
        sleeper.Start();
        while (!sleeper.ThreadState.HasFlag(ThreadState.WaitSleepJoin))
        {
            Thread.Yield();
        }

        Console.WriteLine($"{count} {Environment.ProcessId} {Environment.CurrentManagedThreadId} {s_head!.Id}");
        Console.Out.Flush();
        Outer(arguments.Length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Outer(int depth) => Inner(depth + 1, "known");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Inner(int depth, string text) => throw new InvalidOperationException($"{text} failure {depth}", new FormatException("inside"));
}

internal enum Colour { Red, Green }

internal sealed class Node
{
    public int Id { get; set; }

    public Node? Next { get; set; }

    public string Name { get; set; } = "";

    public double Weight { get; set; }

    public Colour Colour { get; set; }
}

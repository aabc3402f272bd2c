using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Symbols;

namespace Commands.Dcmds.Kernel;

/// <summary>Which groups ::stacks shows.</summary>
internal sealed class StackFilter
{
    private static readonly string[] _states = ["free", "sleep", "run", "onproc", "zomb", "stopped", "wait", "panic"];

    private readonly List<Func<StackGroup, bool>> _tests = [];

    /// <summary>Null after a message; <paramref name="status"/> says how the call ends.</summary>
    public static StackFilter? Parse(Invocation call, CommandOptions options, out Status status)
    {
        var filter = new StackFilter();
        status = filter.Add(call, options);
        return status == Status.Ok ? filter : null;
    }

    public bool Accepts(StackGroup group) => _tests.TrueForAll(test => test(group));

    private Status Add(Invocation call, CommandOptions options)
    {
        if (options.Has('s') && options.Has('S'))
        {
            return call.Fail("stacks: only one of -s and -S can be specified", Status.Usage);
        }

        if (options.Has('t') && options.Has('T'))
        {
            return call.Fail("stacks: only one of -t and -T can be specified", Status.Usage);
        }

        if (options.Has('i'))
        {
            if ("sStT".Any(options.Has))
            {
                return call.Fail("stacks: -i is incompatible with -[sStT]", Status.Usage);
            }

            _tests.Add(g => g.Key.Panicked || (!SyncObject.Is(call.Run, g.Key.SyncOperations, "cv") && g.State != "FREE"));
        }

        foreach ((char letter, bool wanted) in new[] { ('s', true), ('S', false) })
        {
            if (options.Text(letter) is { } name && !AddSyncObject(call.Run, name, wanted))
            {
                return call.Fail($"sobj type \"{name}\" unknown", Status.Usage);
            }
        }

        foreach ((char letter, bool wanted) in new[] { ('t', true), ('T', false) })
        {
            if (options.Text(letter) is { } name && !AddState(name, wanted))
            {
                return call.Fail($"tstate \"{name}\" not recognized", Status.Usage);
            }
        }

        return AddPlaces(call, options);
    }

    private bool AddSyncObject(Run run, string name, bool wanted)
    {
        _tests.Add(g => wanted == SyncObject.Is(run, g.Key.SyncOperations, name));
        return SyncObject.IsName(name);
    }

    private bool AddState(string name, bool wanted)
    {
        _tests.Add(g => wanted == g.State.Equals(name, StringComparison.OrdinalIgnoreCase));
        return Array.Exists(_states, s => s.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private Status AddPlaces(Invocation call, CommandOptions options)
    {
        foreach ((char letter, bool wanted) in new[] { ('m', true), ('M', false) })
        {
            if (options.Text(letter) is not { } name)
            {
                continue;
            }

            if (call.Target.Modules.FirstOrDefault(m => m.Name == name) is not { } module)
            {
                return call.Fail($"stacks: module \"{name}\" is unknown", Status.Abort);
            }

            AddPlace(new Range(module), wanted);
        }

        foreach ((char letter, bool wanted) in new[] { ('c', true), ('C', false) })
        {
            if (options.Text(letter) is not { } text)
            {
                continue;
            }

            if (Evaluate(call, text) is not { } address)
            {
                return Status.Abort;
            }

            bool whole = call.Session.TryFindExact(address, out Symbol symbol);
            AddPlace(new Range(address, whole ? Math.Max(symbol.Size, 1) : 1), wanted);
        }

        return Status.Ok;
    }

    private void AddPlace(Range range, bool wanted) => _tests.Add(g => wanted == Array.Exists(g.Key.Frames, range.Contains));

    /// <summary>The value that a text gives with dot 0; dot is put back.</summary>
    private static ulong? Evaluate(Invocation call, string text)
    {
        ulong dot = call.Session.Dot;
        bool whole = call.Session.Evaluate(text, 0, call.Output) == Status.Ok;
        ulong value = call.Session.Dot;
        call.Session.Dot = dot;
        return whole ? value : null;
    }

    private readonly record struct Range(ulong Start, ulong Size)
    {
        public Range(Module module) : this(module.TextBase, module.TextSize) { }

        public bool Contains(ulong address) => address - Start < Size;
    }
}

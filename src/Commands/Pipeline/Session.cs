using Commands.Language;
using Commands.Output;
using DumpReader.Problems;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Types;

namespace Commands.Pipeline;

/// <summary>
/// The state of one debugging session: variables, dot, radix, options, private symbols and synthetic types, the streams. Runs one
/// statement at a time. The target under it is shared and immutable.
/// </summary>
internal sealed partial class Session
{
    public Session(ITarget target, SessionStreams streams, SessionOptions options)
    {
        Target = target;
        Streams = streams with { Output = Log.Tap(streams.Output), Error = Log.Tap(streams.Error) };
        Options = options;
    }

    public ITarget Target { get; }

    public SessionStreams Streams { get; }

    /// <summary>The log of ::log.</summary>
    public SessionLog Log { get; } = new();

    public SessionOptions Options { get; }

    /// <summary>Radix of unprefixed numbers and of %r output; 16 at the start.</summary>
    public int Radix { get; set; } = 16;

    /// <summary>Dot.</summary>
    public ulong Dot { get; set; }

    /// <summary>What + adds and ^ takes away: bytes consumed by the last command.</summary>
    public ulong Increment { get; set; }

    /// <summary>Address most recently used as the start of a command (&amp;).</summary>
    public ulong LastAddress { get; set; }

    /// <summary>The last object that ::print showed; what ::print MEMBER looks at with neither address nor type.</summary>
    public Item? LastObject { get; set; }

    /// <summary>Virtual memory in the context that ::context chose; the kernel's at the start.</summary>
    public AddressSpace Memory => Context ?? Target.Memory;

    /// <summary>The object file by virtual address, of the verb ? and of %; on a dump the same as <see cref="Memory"/>.</summary>
    public AddressSpace ObjectMemory => Target.Elf?.Contents ?? Memory;

    /// <summary>What a verb reads; null where the target has no such memory.</summary>
    public AddressSpace? Space(FormatSpace space) => space switch
    {
        FormatSpace.Physical => Target.Physical,
        FormatSpace.Object => ObjectMemory,
        _ => Memory,
    };

    /// <summary>Memory of the process that ::context chose; null for the kernel.</summary>
    public AddressSpace? Context { get; set; }

    /// <summary>Symbols added by ::nmadd.</summary>
    public PrivateSymbols PrivateSymbols { get; } = new();

    /// <summary>Types made by ::typedef.</summary>
    public SyntheticTypes SyntheticTypes { get; } = new();

    /// <summary>Everything that was found wrong, for ::problems.</summary>
    public List<Problem> Problems { get; } = [];

    /// <summary>Set by ::quit and end of input.</summary>
    public bool Quit { get; set; }

    private readonly Dictionary<Type, object> _kept = [];

    /// <summary>What a command keeps between its calls in this session, made at the first: one object a type.</summary>
    public T Kept<T>() where T : class, new()
    {
        if (!_kept.TryGetValue(typeof(T), out object? kept))
        {
            _kept[typeof(T)] = kept = new T();
        }

        return (T)kept;
    }
}

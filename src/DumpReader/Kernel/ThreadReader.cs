using System.Buffers.Binary;
using DumpReader.Spaces;
using DumpReader.Types;
using DumpReader.Values;

namespace DumpReader.Kernel;

/// <summary>Reads threads in one go each, by offsets that are looked up once. Safe for concurrent use.</summary>
internal sealed class ThreadReader
{
    private const int MostOnStack = 4096;

    private readonly AddressSpace _memory;
    private readonly int _size;
    private readonly Place _base;
    private readonly Place _top;
    private readonly Place _pointer;
    private readonly Place _counter;
    private readonly Place _state;
    private readonly Place _schedule;
    private readonly Place _operations;
    private readonly Place _channel;
    private readonly Place _turnstile;
    private readonly Place _process;

    /// <param name="memory">Where the threads are.</param>
    /// <param name="type">Their type, <c>struct _kthread</c>; null where the dump has none: then none can be read.</param>
    public ThreadReader(AddressSpace memory, CType? type)
    {
        _memory = memory;
        if (type?.Resolve() is StructType structure)
        {
            _size = (int)Math.Min(structure.Size, Bytes.Limits.ObjectBytes);
            (_base, _top) = (Find(structure, "t_stkbase"), Find(structure, "t_stk"));
            (_counter, _pointer) = (Find(structure, "t_pcb.val[0]"), Find(structure, "t_pcb.val[1]"));
            (_state, _schedule) = (Find(structure, "t_state"), Find(structure, "t_schedflag"));
            (_operations, _channel) = (Find(structure, "t_sobj_ops"), Find(structure, "t_lwpchan.lc_wchan"));
            (_turnstile, _process) = (Find(structure, "t_ts"), Find(structure, "t_procp"));
        }
    }

    /// <summary>False where the dump does not hold the whole structure.</summary>
    public bool TryRead(ulong address, out ThreadFacts facts)
    {
        Span<byte> bytes = _size <= MostOnStack ? stackalloc byte[_size] : new byte[_size];
        if (_size == 0 || !_memory.TryRead(address, bytes))
        {
            facts = default;
            return false;
        }

        facts = new ThreadFacts(
            address, _base.Of(bytes), _top.Of(bytes), _pointer.Of(bytes), _counter.Of(bytes), _state.Of(bytes), _schedule.Of(bytes),
            _operations.Of(bytes), _channel.Of(bytes), _turnstile.Of(bytes), _process.Of(bytes));
        return true;
    }

    private Place Find(StructType type, string path) =>
        new Value(_memory, type, 0).TryGet(path, out Value member) && member.Type.Resolve().Size is 1 or 2 or 4 or 8
            ? new Place((int)member.Address, (int)member.Type.Resolve().Size)
            : default;

    /// <summary>A member that is an unsigned integer; of size 0 for one that there is not.</summary>
    private readonly record struct Place(int Offset, int Size)
    {
        public ulong Of(ReadOnlySpan<byte> bytes) => Size switch
        {
            8 => BinaryPrimitives.ReadUInt64LittleEndian(bytes[Offset..]),
            4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes[Offset..]),
            2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[Offset..]),
            1 => bytes[Offset],
            _ => 0,
        };
    }
}

using System.Buffers.Binary;
using DumpReader.Types;

namespace DumpReader.Kernel;

/// <summary>Where this dump's <c>struct ctxop</c> (sys/thread.h) has its members; those that a release lacks are absent.</summary>
internal sealed class ContextOpType
{
    private readonly KernelType _type;
    private readonly Field _save;
    private readonly Field _restore;
    private readonly Field _fork;
    private readonly Field _create;
    private readonly Field _exit;
    private readonly Field _free;
    private readonly Field _argument;
    private readonly Field _next;
    private readonly Field _previous;
    private readonly Field _saveTime;
    private readonly Field _restoreTime;

    public ContextOpType(KernelType type)
    {
        _type = type;
        _save = Find("save_op");
        _restore = Find("restore_op");
        _fork = Find("fork_op");
        _create = Find("lwp_create_op");
        _exit = Find("exit_op");
        _free = Find("free_op");
        _argument = Find("arg");
        _next = Find("next");
        _previous = Find("prev");
        _saveTime = Find("save_ts");
        _restoreTime = Find("restore_ts");
    }

    public CType? Type => _type.Type;

    public ulong Size => _type.Size;

    public bool IsUsable => _next.Exists;

    public ContextLayout Layout => !IsUsable ? ContextLayout.Unknown : _previous.Exists ? ContextLayout.Circular : ContextLayout.Null;

    public bool HasTimestamps => _saveTime.Exists && _restoreTime.Exists;

    /// <summary>An operator from the bytes of its structure.</summary>
    public ContextOp Read(KernelObjects kernel, int number, ulong address, ReadOnlySpan<byte> bytes) =>
        new(kernel.Memory, Type!, number, address)
        {
            Save = _save.In(bytes) ?? 0,
            Restore = _restore.In(bytes) ?? 0,
            Fork = _fork.In(bytes) ?? 0,
            LwpCreate = _create.In(bytes) ?? 0,
            Exit = _exit.In(bytes) ?? 0,
            Free = _free.In(bytes) ?? 0,
            Argument = _argument.In(bytes) ?? 0,
            Next = _next.In(bytes) ?? 0,
            Previous = _previous.In(bytes),
            SaveTime = (long?)_saveTime.In(bytes),
            RestoreTime = (long?)_restoreTime.In(bytes),
        };

    /// <summary>Only what is 8 bytes and lies within the structure; a damaged type cannot lead a read astray.</summary>
    private Field Find(string member) =>
        _type.TryMember(member, out Member? m) && m!.Type.Size == 8 && _type.Size is >= 8 and <= 4096 && m.ByteOffset <= _type.Size - 8
            ? new Field(true, (int)m.ByteOffset)
            : default;

    private readonly record struct Field(bool Exists, int Offset)
    {
        public ulong? In(ReadOnlySpan<byte> bytes) => Exists ? BinaryPrimitives.ReadUInt64LittleEndian(bytes[Offset..]) : null;
    }
}

using System.Buffers.Binary;
using Commands.Language;
using Commands.Output;
using DumpReader.Spaces;

namespace Commands.Pipeline.Formats;

/// <summary>
/// The verbs <c>/ \ @ ? =</c> with a list of format letters (language.md 3.2, 3.3). One instance is one verb of a statement; the
/// language calls it as it calls a dcmd, and moves dot by <see cref="Session.Increment"/> between the elements of a loop.
/// </summary>
internal sealed class FormatVerb(FormatSpace space, IReadOnlyList<FormatItem> items) : Dcmd
{
    private readonly FormatEvent _event = new();
    private ulong _dot;
    private ulong _last;

    /// <summary>What <c>addr/</c> without letters shows: a word, and the instruction there.</summary>
    public static IReadOnlyList<FormatItem> Default { get; } =
        [new(1, 'X'), new(1, '^'), new("= "), new(1, 'i')];

    public override DcmdInfo Info { get; } = new(
        space switch { FormatSpace.Physical => "\\", FormatSpace.Object => "?", FormatSpace.Value => "=", _ => "/" },
        "format memory or a value")
    { Address = AddressUse.Optional, StockPipeForm = false };

    public override Status Invoke(Invocation call)
    {
        _dot = call.Address;
        _last = 0;
        if (space == FormatSpace.Value && items.Count == 0)
        {
            return call.Fail("expected one or more format characters following '='", Status.Abort);
        }

        IReadOnlyList<FormatItem> list = items.Count == 0 ? Default : items;
        if (space != FormatSpace.Value && !call.ToPipe && call.WantsHeader)
        {
            call.Emit(new FormatLabelEvent(_dot, list, space));
        }

        for (int i = 0; i < list.Count && One(call, list[i]); i++)
        {
        }

        if (space == FormatSpace.Value)
        {
            call.Session.Increment = 0;
            if (_dot != call.Address)
            {
                call.Session.Dot = _dot;
            }
        }
        else
        {
            call.Session.Increment = unchecked(_dot - call.Address);
        }

        return Status.Ok;
    }

    /// <summary>One item of the list; false ends the list.</summary>
    private bool One(Invocation call, FormatItem item)
    {
        if (item.Text is { } text)
        {
            return call.Emit(_event.SetText(text));
        }

        if (!FormatLetter.TryGet(item.Letter, out FormatLetter? letter) || letter.Style == FormatStyle.None)
        {
            call.Fail($"invalid format character -- '{item.Letter}'");
            return true;
        }

        switch (letter.Style)
        {
            case FormatStyle.Forward: _dot = unchecked(_dot + (ulong)item.Count); return true;
            case FormatStyle.Backward: _dot = unchecked(_dot - (ulong)item.Count); return true;
            case FormatStyle.Back: _dot = unchecked(_dot - (_last * (ulong)item.Count)); return true;
            case FormatStyle.NewLine or FormatStyle.Blanks or FormatStyle.Tab: return call.Emit(_event.SetLayout(letter, Math.Min(item.Count, PrintfSpec.MostWidth)));
            case FormatStyle.Escaped: return Characters(call, letter, Math.Min(item.Count, FormatString.MostBytes));
        }

        for (int i = 0; i < item.Count; i++)
        {
            bool more = letter.Style switch
            {
                FormatStyle.Label => Label(call, letter),
                FormatStyle.String or FormatStyle.EscapedString => Text(call, letter, first: i == 0),
                FormatStyle.Instruction or FormatStyle.AddressedInstruction => Code(call, letter),
                _ => Number(call, letter),
            };
            if (!more)
            {
                return false;
            }
        }

        return true;
    }

    private bool Label(Invocation call, FormatLetter letter)
    {
        call.Session.LastValue = _dot;
        return call.Emit(_event.SetNumber(letter, _dot, _dot, hasAddress: space != FormatSpace.Value));
    }

    private bool Number(Invocation call, FormatLetter letter)
    {
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        if (space == FormatSpace.Value)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, call.Address);
            bytes[letter.Size..].Clear();
        }
        else if (!TryRead(call, _dot, bytes[..letter.Size]))
        {
            return Unreadable(call);
        }

        ulong bits = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        call.Session.LastValue = bits;
        bool more = call.Emit(_event.SetNumber(letter, _dot, bits, hasAddress: space != FormatSpace.Value));
        Advance(letter.Size);
        return more;
    }

    /// <summary>Letter C: as many characters as can be read, silently.</summary>
    private bool Characters(Invocation call, FormatLetter letter, int count)
    {
        byte[] bytes = new byte[count];
        int got = space == FormatSpace.Value
            ? FormatString.OfValue(call.Address, bytes)
            : Space(call) is { } memory ? Math.Max(0, memory.Read(_dot, bytes)) : 0;
        if (got == 0)
        {
            return true;
        }

        call.Session.LastValue = bytes[got - 1];
        bool more = call.Emit(_event.SetBytes(letter, _dot, bytes.AsMemory(0, got), separated: false, space != FormatSpace.Value));
        Advance(got);
        _last = 1;
        return more;
    }

    private bool Text(Invocation call, FormatLetter letter, bool first)
    {
        byte[] text;
        if (space == FormatSpace.Value)
        {
            byte[] value = new byte[8];
            int length = FormatString.OfValue(call.Address, value);
            int end = value.AsSpan(0, length).IndexOf((byte)0);
            text = value[..(end < 0 ? length : end)];
        }
        else if (!FormatString.TryRead(call.Run, Space(call), _dot, out text))
        {
            return Unreadable(call);
        }

        bool more = call.Emit(_event.SetBytes(letter, _dot, text, separated: !first, space != FormatSpace.Value));
        Advance(text.Length + 1);
        return more;
    }

    private bool Code(Invocation call, FormatLetter letter)
    {
        Span<byte> word = stackalloc byte[4];
        bool addressed = letter.Style == FormatStyle.AddressedInstruction;
        if (addressed && !TryRead(call, _dot, word))
        {
            return Unreadable(call);
        }

        if (SessionDisassembler.Read(call.Run, Space(call), _dot) is not { } instruction)
        {
            return false;
        }

        bool more = call.Emit(_event.SetInstruction(letter, instruction, addressed ? BinaryPrimitives.ReadUInt32LittleEndian(word) : 0));
        _last = (ulong)instruction.Length;
        _dot = instruction.Next;
        return more;
    }

    /// <summary>With = every letter starts from dot again; only + and - move it.</summary>
    private void Advance(int bytes)
    {
        _last = (ulong)bytes;
        if (space != FormatSpace.Value)
        {
            _dot = unchecked(_dot + (ulong)bytes);
        }
    }

    /// <summary>An element brings its own memory along, unless another one is named.</summary>
    private AddressSpace? Space(Invocation call) =>
        space == FormatSpace.Physical || (space == FormatSpace.Object && call.Target.Elf is not null)
            ? call.Session.Space(space)
            : call.Item.Space ?? call.Session.Memory;

    private bool TryRead(Invocation call, ulong address, Span<byte> bytes) =>
        Space(call) is { } memory && memory.TryRead(address, bytes);

    private bool Unreadable(Invocation call)
    {
        string reason = Space(call)?.MissingReason ?? Reasons.NotSupported;
        call.Run.ReadError("failed to read data from target: " + reason, _dot);
        return false;
    }
}

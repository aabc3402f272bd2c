using System.Text;
using System.Text.Json;
using Commands.Output;
using DumpReader.Cpu.Disassembly;

namespace Commands.Pipeline.Formats;

/// <summary>What one format letter shows: an address, the letter and the value. Reused by its verb from letter to letter.</summary>
internal sealed class FormatEvent : OutputEvent
{
    /// <summary>Column at which the lines of a format begin.</summary>
    public const int IndentMargin = 16;

    private FormatLetter? _letter;
    private ulong _address;
    private ulong _bits;
    private int _count;
    private string _text = "";
    private ReadOnlyMemory<byte> _bytes;
    private bool _separated;
    private bool _hasAddress;
    private DisassembledInstruction? _instruction;

    private enum Kind { Number, Bytes, Layout, Text, Instruction }

    private Kind _kind;

    public override OutputEvent Keep() => (OutputEvent)MemberwiseClone();

    public override Item? Item => _kind == Kind.Number ? new Item(Value) : null;

    /// <summary>The number as shown: sign-extended where the letter is signed.</summary>
    private ulong Value => _letter!.Style is FormatStyle.Signed or FormatStyle.SignedOctal or FormatStyle.Time
        ? unchecked((ulong)FormatText.Extend(_bits, _letter.Size))
        : _letter.Style == FormatStyle.Swapped ? FormatText.Swap(_bits, _letter.Size) : _bits;

    public FormatEvent SetNumber(FormatLetter letter, ulong address, ulong bits, bool hasAddress)
    {
        (_kind, _letter, _address, _bits, _hasAddress) = (Kind.Number, letter, address, bits, hasAddress);
        return this;
    }

    public FormatEvent SetBytes(FormatLetter letter, ulong address, ReadOnlyMemory<byte> bytes, bool separated, bool hasAddress)
    {
        (_kind, _letter, _address, _bytes, _separated, _hasAddress) = (Kind.Bytes, letter, address, bytes, separated, hasAddress);
        return this;
    }

    public FormatEvent SetInstruction(FormatLetter letter, DisassembledInstruction instruction, uint word)
    {
        (_kind, _letter, _address, _bits, _instruction) = (Kind.Instruction, letter, instruction.Address, word, instruction);
        return this;
    }

    public FormatEvent SetLayout(FormatLetter letter, int count)
    {
        (_kind, _letter, _count) = (Kind.Layout, letter, count);
        return this;
    }

    public FormatEvent SetText(string text)
    {
        (_kind, _letter, _text) = (Kind.Text, null, text);
        return this;
    }

    public override void WriteText(Run run, MdbWriter writer)
    {
        (bool wraps, int margin) = (writer.Autowrap, writer.Margin);
        writer.Autowrap = _letter?.Style != FormatStyle.Picture;
        writer.Margin = _letter?.Style is FormatStyle.Label or FormatStyle.String or FormatStyle.EscapedString or FormatStyle.AddressedInstruction
            ? 0 : IndentMargin;
        switch (_kind)
        {
            case Kind.Text: writer.Write(_text); break;
            case Kind.Layout: Layout(writer); break;
            case Kind.Bytes: Bytes(writer); break;
            case Kind.Instruction: Instruction(run, writer); break;
            default: FormatText.Write(writer, _letter!, _bits); break;
        }

        (writer.Autowrap, writer.Margin) = (wraps, margin);
    }

    public override void WritePipeText(Run run, MdbWriter writer) => WriteText(run, writer);

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        if (_kind is Kind.Text or Kind.Layout)
        {
            return false;
        }

        json.WriteStartObject();
        if (_hasAddress || _kind == Kind.Instruction)
        {
            json.WriteString("addr", JsonText.Hex(_address));
        }

        json.WriteString("format", _letter!.Letter.ToString());
        json.WritePropertyName("value");
        if (_kind == Kind.Bytes)
        {
            json.WriteStringValue(JsonText.Of(_bytes.Span));
        }
        else if (_kind == Kind.Instruction)
        {
            json.WriteStringValue($"{_instruction!.Mnemonic} {_instruction.Operands}".TrimEnd());
        }
        else
        {
            FormatText.WriteJson(run, json, _letter, _bits, Value);
        }

        json.WriteEndObject();
        return true;
    }

    private void Instruction(Run run, MdbWriter writer)
    {
        if (_letter!.Style == FormatStyle.AddressedInstruction)
        {
            writer.Printf("%lx %x: ", _address, _bits);
        }

        writer.OneLine(Encoding.Latin1.GetBytes(SessionDisassembler.Text(run.Session, _instruction!)), left: true);
        writer.NewLine();
    }

    private void Layout(MdbWriter writer)
    {
        switch (_letter!.Style)
        {
            case FormatStyle.NewLine:
                for (int i = 0; i < _count; i++)
                {
                    writer.NewLine();
                }

                break;
            case FormatStyle.Tab: writer.Tab(_count); break;
            default: writer.Blanks(_count); break;
        }
    }

    private void Bytes(MdbWriter writer)
    {
        if (_separated)
        {
            writer.Write("\\0");
        }

        if (_letter!.Style == FormatStyle.String)
        {
            writer.WriteBytes(_bytes.Span);
            return;
        }

        foreach (byte b in _bytes.Span)
        {
            writer.EscapedCharacter(b);
        }
    }
}

using Commands.Pipeline;
using DumpReader.Cpu.Disassembly;
using DumpReader.Spaces;
using DumpReader.Symbols;

namespace Commands.Dcmds.Core;

/// <summary>Instructions as text.</summary>
[Dcmd("dis")]
internal sealed class Dis : Dcmd
{
    private const ulong DefaultLines = 10;

    public override DcmdInfo Info { get; } = new("dis", "disassemble near addr")
    {
        Usage = "[-abfw] [-n cnt] [addr]",
        Address = AddressUse.Optional,
        StockHelp = false,
        StockPipeForm = false,
        Help = """
            Shows the whole function where the address is its start; anywhere else the
            instruction there with 10 before and 10 after it. The name of a function may
            stand behind the options in place of an address.

              -a      addresses in place of symbols
              -b      addresses and symbols
              -f      the text of the object file
              -n cnt  instructions before and after, also at the start of a function
              -w      before and after also at the start of a function
            """,
        Examples = ["vpanic::dis -n 2", "vpanic+4::dis -b -n 1", "::dis -n 1 vpanic"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "abfw", numbers: "n") is not { } options || call.Arguments.Count > options.Rest + 1)
        {
            return Status.Usage;
        }

        ulong address = call.Address;
        if (call.Arguments.Count > options.Rest && !TryOperand(call, call.Arguments[options.Rest], out address))
        {
            return Status.Error;
        }

        DisLabel label = options.Has('b') ? DisLabel.Both : options.Has('a') ? DisLabel.Address : DisLabel.Symbol;
        AddressSpace memory = options.Has('f') && call.Target.Elf is { } file ? file.Contents : call.Item.Space ?? call.Session.Memory;
        if (!options.Has('n') && !options.Has('w')
            && call.Session.TryFindExact(address, out Symbol symbol) && symbol.Type == SymbolType.Function && symbol.Size > 0)
        {
            return List(call, memory, label, address, address, ulong.MaxValue, unchecked(address + symbol.Size));
        }

        ulong around = options.Number('n', DefaultLines);
        return List(call, memory, label, DisWindow.Start(call.Run, memory, address, around), address, around, ulong.MaxValue);
    }

    /// <summary>The operand: the name of a symbol, or a number from $[...].</summary>
    private static bool TryOperand(Invocation call, Argument operand, out ulong address)
    {
        address = operand.Value;
        if (operand.Text is not { } name)
        {
            return true;
        }

        int quote = name.LastIndexOf('`');
        SymbolLookup lookup = call.Session.FindSymbol(quote < 0 ? null : name[..quote], name.AsSpan(quote + 1), out Symbol symbol);
        address = lookup == SymbolLookup.Found ? symbol.Value : 0;
        if (lookup != SymbolLookup.Found)
        {
            call.Fail($"symbol '{name}' not found");
        }

        return lookup == SymbolLookup.Found;
    }

    /// <summary>
    /// Lists from <paramref name="start"/> to <paramref name="after"/> instructions behind the one at <paramref name="address"/>, or to
    /// <paramref name="end"/>. Dot becomes the address behind the last.
    /// </summary>
    private static Status List(Invocation call, AddressSpace memory, DisLabel label, ulong start, ulong address, ulong after, ulong end)
    {
        ulong at = start;
        Status status = Status.Ok;
        while (at < end && !call.Run.ShouldStop)
        {
            if (SessionDisassembler.Read(call.Run, memory, at) is not { } instruction)
            {
                status = Status.Error;
                break;
            }

            bool more = call.Emit(new DisLine(instruction, label));
            bool last = at >= address && after-- == 0;
            bool wraps = instruction.Next < at;
            at = instruction.Next;
            if (!more || last || wraps)
            {
                break;
            }
        }

        call.Session.Dot = at;
        call.Session.Increment = 0;
        return status;
    }
}

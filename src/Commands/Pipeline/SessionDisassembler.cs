using Commands.Output;
using DumpReader.Cpu.Disassembly;
using DumpReader.Spaces;

namespace Commands.Pipeline;

/// <summary>The disassembler of a session, in the mode of ::dismode or <c>-V</c>; made when an instruction is first shown.</summary>
internal sealed class SessionDisassembler
{
    private DisassemblyMode? _chosen;
    private Disassembler? _disassembler;

    /// <summary>The mode chosen, else that of the target: a raw file says nothing about its bytes.</summary>
    public static DisassemblyMode ModeOf(Session session) =>
        session.Kept<SessionDisassembler>()._chosen ?? (session.Target.Kind == "raw" ? DisassemblyMode.None : DisassemblyMode.Amd64);

    /// <summary>Chooses a mode by name; false where there is none of that name.</summary>
    public static bool TryChoose(Session session, string name)
    {
        if (DisassemblyMode.Find(name) is not { } mode)
        {
            return false;
        }

        session.Kept<SessionDisassembler>()._chosen = mode;
        return true;
    }

    public static Disassembler Of(Session session)
    {
        SessionDisassembler kept = session.Kept<SessionDisassembler>();
        DisassemblyMode mode = ModeOf(session);
        if (kept._disassembler is null || kept._disassembler.Mode != mode)
        {
            kept._disassembler = new Disassembler(mode);
        }

        return kept._disassembler;
    }

    /// <summary>The instruction at an address; null where it cannot be read, which has then been said.</summary>
    public static DisassembledInstruction? Read(Run run, AddressSpace? memory, ulong address)
    {
        ulong unread = address;
        if (memory is not null && Of(run.Session).TryDecode(memory, address, out DisassembledInstruction found, out unread))
        {
            return found;
        }

        string reason = memory?.MissingReason ?? Reasons.NotSupported;
        run.ReadError($"failed to read instruction at {(unread == 0 ? "" : "0x")}{unread:x}: {reason}", unread);
        return null;
    }

    /// <summary>The text of an instruction, with the names this session knows.</summary>
    public static string Text(Session session, DisassembledInstruction instruction) =>
        instruction.ToText(address => AddressText.Symbol(session, address));
}

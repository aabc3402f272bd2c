namespace DumpReader.Cpu.Disassembly;

/// <summary>An instruction set that can be disassembled, under the name that the debugger knows it by.</summary>
/// <param name="Name">As ::dismode takes it.</param>
/// <param name="Description">As ::disasms shows it.</param>
/// <param name="Bits">Width of the code: 16, 32 or 64; 0 for the mode that knows no instructions.</param>
internal sealed record DisassemblyMode(string Name, string Description, int Bits)
{
    public static DisassemblyMode Amd64 { get; } = new("amd64", "AMD64 and IA32e 64-bit disassembler", 64);

    public static DisassemblyMode None { get; } = new("default", "default no-op disassembler", 0);

    /// <summary>All modes by name.</summary>
    public static IReadOnlyList<DisassemblyMode> All { get; } =
        [Amd64, None, new("ia16", "Intel 16-bit disassembler", 16), new("ia32", "Intel 32-bit disassembler", 32)];

    public static DisassemblyMode? Find(string name) => All.FirstOrDefault(m => m.Name == name);
}

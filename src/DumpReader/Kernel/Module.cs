namespace DumpReader.Kernel;

/// <summary>A loaded kernel module (<c>struct modctl</c> and <c>struct module</c>, sys/modctl.h and sys/kobj.h).</summary>
public sealed record Module(
    string Name,
    string FileName,
    ulong ModctlAddress,
    ulong ModuleAddress,
    int Id,
    ulong TextBase,
    ulong TextSize,
    ulong DataBase,
    ulong DataSize,
    ulong BssBase,
    ulong BssSize,
    ulong CtfAddress,
    ulong CtfSize)
{
    /// <summary>Whether an address lies in the module's text, data or bss.</summary>
    public bool Contains(ulong address) =>
        address - TextBase < TextSize || address - DataBase < DataSize || address - BssBase < BssSize;
}

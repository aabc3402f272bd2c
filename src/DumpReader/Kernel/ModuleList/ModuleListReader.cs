using System.Text;
using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Spaces;

namespace DumpReader.Kernel.ModuleList;

/// <summary>
/// The list of loaded modules: the circle that <c>modules</c> (an embedded <c>struct modctl</c>, that of unix) heads through mod_next.
/// A damaged entry is reported and left out; the list ends at a link that cannot be followed.
/// </summary>
/// <param name="report">Told of all damage.</param>
/// <param name="missing">Told of damage that leaves modules out.</param>
internal sealed class ModuleListReader(AddressSpace memory, Action<Problem> report, Action<Problem> missing)
{
    private readonly ModulePlaces _places = new(memory);

    public IReadOnlyList<ModuleEntry> Read(ulong head)
    {
        var entries = new List<ModuleEntry>();
        var seen = new CycleGuard();
        var bytes = new byte[ModuleStructures.ModctlSize];
        ulong at = head;
        do
        {
            if (!seen.Visit(at))
            {
                Lose(new Problem("MDB502", $"module list: mod_next comes back to {at:x} and not to the head {head:x}", at));
                break;
            }

            if (!memory.TryRead(at, bytes))
            {
                Lose(new Problem("MDB501", $"module list: cannot read modctl at {at:x}", at));
                break;
            }

            Modctl modctl = ModuleStructures.ReadModctl(bytes);
            if (modctl.Module != 0 && ReadModule(at, modctl) is { } entry)
            {
                entries.Add(entry);
            }

            at = modctl.Next;
        }
        while (at != head && at != 0 && seen.Count < Limits.Modules);

        if (at == 0)
        {
            Lose(new Problem("MDB502", "module list: mod_next is NULL before the head comes round"));
        }
        else if (at != head && seen.Count >= Limits.Modules)
        {
            Lose(new Problem("MDB502", $"module list: more than {Limits.Modules} entries"));
        }

        return entries;
    }

    private ModuleEntry? ReadModule(ulong at, in Modctl modctl)
    {
        if (ReadText(modctl.Name) is not { Length: > 0 } name)
        {
            Lose(new Problem("MDB503", $"module list: the name of the module at {at:x} is not in the dump, or has more than {Limits.ModuleName} bytes", at));
            return null;
        }

        Span<byte> bytes = stackalloc byte[ModuleStructures.ModuleSize];
        if (!memory.TryRead(modctl.Module, bytes))
        {
            Lose(new Problem("MDB503", $"module list: cannot read struct module of {name} at {modctl.Module:x}", modctl.Module));
            return null;
        }

        ModuleFields fields = ModuleStructures.ReadModule(bytes);
        bool hasTypes = fields.Ctf != 0 && fields.CtfSize is > 0 and <= Limits.ModuleCtf;
        if (fields.CtfSize > Limits.ModuleCtf)
        {
            report(new Problem("MDB504", $"module {name}: ctfsize is {fields.CtfSize}, expected at most {Limits.ModuleCtf}", modctl.Module));
        }

        var module = new Module(
            name, ReadPath(modctl.FileName, name), at, modctl.Module, modctl.Id,
            fields.Text, fields.TextSize, fields.Data, fields.DataSize, fields.Bss, fields.BssSize,
            hasTypes ? fields.Ctf : 0, hasTypes ? fields.CtfSize : 0);
        ModuleSymbolPlace? symbols = _places.Find(fields, out string? wrong);
        Problem? noSymbols = wrong is null ? null : new Problem("MDB504", $"module {name}: {wrong}", modctl.Module);
        if (noSymbols is { } problem)
        {
            report(problem);
        }

        return new ModuleEntry(module, symbols) { Wrong = noSymbols };
    }

    /// <summary>Empty, and said, where it cannot be read.</summary>
    private string ReadPath(ulong address, string module)
    {
        string? path = ReadText(address);
        if (path is null && address != 0)
        {
            report(new Problem("MDB503", $"module list: the path of module {module} at {address:x} is not in the dump, or has more than {Limits.ModuleName} bytes", address));
        }

        return path ?? "";
    }

    private void Lose(Problem problem)
    {
        report(problem);
        missing(problem);
    }

    /// <summary>A NUL-terminated string; null where it cannot be read.</summary>
    private string? ReadText(ulong address)
    {
        Span<byte> bytes = stackalloc byte[Limits.ModuleName];
        int count = address == 0 ? 0 : memory.Read(address, bytes);
        int end = bytes[..count].IndexOf((byte)0);
        return end < 0 ? null : Encoding.Latin1.GetString(bytes[..end]);
    }
}

using DumpReader.Problems;

namespace DumpReader.Types.Ctf;

/// <summary>A CTF container that stands alone in a file.</summary>
public static class CtfFile
{
    /// <summary>All its types, in id order.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="report">Told of damage that leaves the rest usable.</param>
    /// <exception cref="DumpException">It is no CTF of version 2, is damaged, or needs a parent.</exception>
    public static IReadOnlyList<CType> Read(string name, ReadOnlyMemory<byte> bytes, Action<Problem> report)
    {
        if (!CtfBytes.TryOpen(name, bytes, out CtfBytes opened, out Problem problem))
        {
            throw new DumpException(problem);
        }

        var container = new CtfContainer(name, opened, static _ => null, report);
        if (container.IsChild)
        {
            throw new DumpException(CtfProblems.NoParent(name, container.Parent, container.ParentLabel));
        }

        return [.. Enumerable.Range(1, container.Count).Select(container.ByIndex)];
    }
}

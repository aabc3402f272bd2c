using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Spaces;

namespace DumpReader.Cpu.Unwinding;

/// <summary>
/// The exception directory of a program or library of Windows (<c>.pdata</c>): its functions by address, read once. Entries that hold nothing
/// are left out, and such as are out of order are put in order. Safe for concurrent use.
/// </summary>
/// <param name="image">Where the image lies.</param>
/// <param name="address">Of the directory in it.</param>
/// <param name="size">Bytes of the directory.</param>
/// <param name="log">Told where it has more entries than is believed.</param>
internal sealed class WindowsFunctionTable(AddressSpace image, ulong address, uint size, LimitLog log)
{
    private readonly Once<(WindowsFunction[] Functions, bool IsWhole)> _table = new(() => Read(image, address, size, log));

    /// <summary>The entry for the code at a place in the image; null where there is none.</summary>
    /// <param name="isLeaf">Whether there is none because the code needs none: it changes neither the stack nor registers that a caller relies on.</param>
    public WindowsFunction? Find(ulong place, out bool isLeaf)
    {
        (WindowsFunction[] functions, bool isWhole) = _table.Value;
        int low = 0;
        for (int high = functions.Length; low < high;)
        {
            int middle = (low + high) / 2;
            (low, high) = functions[middle].Begin <= place ? (middle + 1, high) : (low, middle);
        }

        WindowsFunction? found = low > 0 && functions[low - 1].Contains(place) ? functions[low - 1] : null;
        isLeaf = found is null && functions.Length > 0 && (isWhole || low < functions.Length);
        return found;
    }

    private static (WindowsFunction[] Functions, bool IsWhole) Read(AddressSpace image, ulong address, uint size, LimitLog log)
    {
        uint count = size / WindowsFunction.Size;
        ReadOnlySpan<byte> bytes = image.GetMemory(address, (int)log.AtMost(count, Limits.WindowsFunctions, nameof(Limits.WindowsFunctions), "entries of the exception directory") * WindowsFunction.Size).Span;
        var functions = new List<WindowsFunction>(bytes.Length / WindowsFunction.Size);
        bool isSorted = true;
        for (int at = 0; at + WindowsFunction.Size <= bytes.Length; at += WindowsFunction.Size)
        {
            var function = WindowsFunction.Read(bytes[at..]);
            if (function.End > function.Begin)
            {
                isSorted &= functions.Count == 0 || functions[^1].Begin <= function.Begin;
                functions.Add(function);
            }
        }

        if (!isSorted)
        {
            functions.Sort(static (a, b) => a.Begin.CompareTo(b.Begin));
        }

        return ([.. functions], (uint)bytes.Length / WindowsFunction.Size == count);
    }
}

using DumpReader.Bytes;

namespace DumpReader.Kernel;

/// <summary>
/// Ends walks over linked data that damage may have tied into a circle. Up to <see cref="ExactLimit"/> elements are remembered,
/// so the first repeat is found at once; beyond, Brent's algorithm keeps memory flat and finds a circle within three times its length
/// and lead-in. One guard serves one walk; it is not safe for concurrent use.
/// </summary>
public sealed class CycleGuard
{
    /// <summary>Elements that are remembered exactly.</summary>
    public const int ExactLimit = Limits.CycleExact;

    private const int FewLimit = 16;

    private readonly ulong[] _few = new ulong[FewLimit];
    private HashSet<ulong>? _seen;
    private ulong _tortoise;
    private long _power = 1;
    private long _steps;

    /// <summary>Elements visited, the repeated one not counted.</summary>
    public long Count { get; private set; }

    /// <summary>True for a new element; false when it was visited before, which proves a circle.</summary>
    public bool Visit(ulong element)
    {
        if (Repeats(element))
        {
            return false;
        }

        Count++;
        return true;
    }

    private bool Repeats(ulong element)
    {
        if (Count < FewLimit)
        {
            if (Array.IndexOf(_few, element, 0, (int)Count) >= 0)
            {
                return true;
            }

            _few[Count] = element;
            return false;
        }

        _seen ??= [.. _few];
        if (Count < ExactLimit)
        {
            return !_seen.Add(element);
        }

        if (_seen.Contains(element) || (_steps > 0 && element == _tortoise))
        {
            return true;
        }

        if (_steps == 0 || _steps == _power)
        {
            _tortoise = element;
            _power = _steps == 0 ? 1 : _power * 2;
            _steps = 0;
        }

        _steps++;
        return false;
    }
}

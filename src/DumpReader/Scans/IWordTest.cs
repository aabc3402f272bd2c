using System.Numerics;
using System.Runtime.Intrinsics;

namespace DumpReader.Scans;

/// <summary>What is looked for among words of one size: asked of a word, and of a vector of them.</summary>
internal interface IWordTest<T> where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
{
    bool Matches(T word);

    /// <summary>All bits set in each lane that matches, and perhaps in some that nearly do.</summary>
    Vector256<T> Matches(Vector256<T> words);
}

/// <summary>Words equal to a value.</summary>
internal readonly struct EqualTest<T>(T value) : IWordTest<T> where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private readonly Vector256<T> _value = Vector256.Create(value);

    public bool Matches(T word) => word == value;

    public Vector256<T> Matches(Vector256<T> words) => Vector256.Equals(words, _value);
}

/// <summary>Words equal to a value in the bits of a mask.</summary>
internal readonly struct MaskTest<T>(T value, T mask) : IWordTest<T> where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private readonly Vector256<T> _value = Vector256.Create(value & mask);
    private readonly Vector256<T> _mask = Vector256.Create(mask);

    public bool Matches(T word) => ((word ^ value) & mask) == T.Zero;

    public Vector256<T> Matches(Vector256<T> words) => Vector256.Equals(words & _mask, _value);
}

/// <summary>Words from a value up to, not including, value + distance.</summary>
/// <remarks>Processors compare signed numbers only: with all shifted by half of the range, signed order is the unsigned one.</remarks>
internal readonly struct DistanceTest<T>(T value, T distance) : IWordTest<T> where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private readonly Vector256<T> _start = Vector256.Create(value ^ Half);
    private readonly Vector256<T> _end = Vector256.Create(distance ^ Half);

    private static T Half => T.RotateRight(T.One, 1);

    public bool Matches(T word) => unchecked(word - value) < distance;

    public Vector256<T> Matches(Vector256<T> words)
    {
        Vector256<T> shifted = words - _start;
        return typeof(T) == typeof(ulong) ? Vector256.LessThan(shifted.AsInt64(), _end.AsInt64()).As<long, T>()
            : typeof(T) == typeof(uint) ? Vector256.LessThan(shifted.AsInt32(), _end.AsInt32()).As<int, T>()
            : typeof(T) == typeof(ushort) ? Vector256.LessThan(shifted.AsInt16(), _end.AsInt16()).As<short, T>()
            : Vector256.LessThan(shifted.AsSByte(), _end.AsSByte()).As<sbyte, T>();
    }
}

/// <summary>
/// Words from a value up to, not including, value + distance, where these have all but a few bits in common: one comparison for equality, which
/// every processor has for every size.
/// </summary>
internal readonly struct CommonBitsTest<T>(T value, T distance, T mask) : IWordTest<T> where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private readonly MaskTest<T> _common = new(value, mask);

    public bool Matches(T word) => unchecked(word - value) < distance;

    public Vector256<T> Matches(Vector256<T> words) => _common.Matches(words);
}

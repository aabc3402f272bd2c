using System.Numerics;
using System.Runtime.Intrinsics;

namespace DumpReader.Scans;

/// <summary>What is looked for among words of one size: asked of a word, and of a vector of them.</summary>
internal interface IWordTest<T> where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
{
    bool Matches(T word);

    /// <summary>All bits set in each lane that matches.</summary>
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

/// <summary>Words from a value up to, not including, value + distance; the value itself always.</summary>
internal readonly struct DistanceTest<T>(T value, T distance) : IWordTest<T> where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private readonly Vector256<T> _value = Vector256.Create(value);
    private readonly Vector256<T> _distance = Vector256.Create(distance);

    public bool Matches(T word) => unchecked(word - value) < distance || word == value;

    public Vector256<T> Matches(Vector256<T> words) => Vector256.LessThan(words - _value, _distance) | Vector256.Equals(words, _value);
}

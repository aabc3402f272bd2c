using System.Buffers.Binary;

namespace Fuzz;

/// <summary>Changes inputs as fuzzers do: bits, bytes, words of note, runs copied, taken out, put in, and two inputs joined.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> corpus, int seed)
{
    private const int MostChanges = 8;
    private const int MostRun = 256;

    private static readonly ulong[] Notable =
    [
        0, 1, 2, 7, 8, 16, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x1000, 0xfff, 0x7fffffff, 0x80000000, 0xffffffff,
        0x7fffffffffffffff, 0x8000000000000000, ulong.MaxValue, ulong.MaxValue - 7, 0x800000000000, 0xfffffffffbc00100,
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        List<byte> bytes = [.. corpus[_random.Next(corpus.Count)]];
        for (int changes = 1 + _random.Next(MostChanges); changes > 0; changes--)
        {
            Change(bytes);
        }

        return bytes.Count > FuzzTarget.MostInput ? [.. bytes.Take(FuzzTarget.MostInput)] : [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)_random.Next(256));
            return;
        }

        int at = _random.Next(bytes.Count);
        int run = 1 + _random.Next(Math.Min(MostRun, bytes.Count - at));
        switch (_random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 2 or 3:
                Word(bytes, at);
                break;
            case 4:
                bytes.RemoveRange(at, run);
                break;
            case 5:
                bytes.InsertRange(_random.Next(bytes.Count + 1), [.. bytes.Skip(at).Take(run)]);
                break;
            case 6:
                int to = _random.Next(bytes.Count);
                byte[] copied = [.. bytes.Skip(at).Take(Math.Min(run, bytes.Count - to))];
                for (int i = 0; i < copied.Length; i++)
                {
                    bytes[to + i] = copied[i];
                }

                break;
            case 7:
                byte[] other = corpus[_random.Next(corpus.Count)];
                bytes.RemoveRange(at, bytes.Count - at);
                bytes.AddRange(other.Skip(_random.Next(2) == 0 ? at : _random.Next(other.Length + 1)));
                break;
            case 8:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
        }
    }

    /// <summary>A word of note, or one near what was there.</summary>
    private void Word(List<byte> bytes, int at)
    {
        int size = 1 << _random.Next(4);
        at = at / size * size;
        if (at + size > bytes.Count)
        {
            return;
        }

        Span<byte> word = stackalloc byte[8];
        word.Clear();
        for (int i = 0; i < size; i++)
        {
            word[i] = bytes[at + i];
        }

        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(word);
        value = _random.Next(2) == 0 ? Notable[_random.Next(Notable.Length)] : unchecked(value + (ulong)_random.Next(-35, 36));
        BinaryPrimitives.WriteUInt64LittleEndian(word, value);
        for (int i = 0; i < size; i++)
        {
            bytes[at + i] = word[i];
        }
    }
}

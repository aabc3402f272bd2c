using System.Buffers.Binary;

namespace DumpReader.Kernel.NameValues;

/// <summary>A pair with the lists in it.</summary>
/// <param name="Lists">One for each list of the value; null where lists within lists were not asked for.</param>
internal sealed record NameValueNode(NameValuePair Pair, IReadOnlyList<NameValueList>? Lists)
{
    /// <summary>Elements of a number or truth, as many as are really stored; each of its own width.</summary>
    public IEnumerable<ulong> Numbers
    {
        get
        {
            int size = Pair.Type.Size;
            for (int i = 0; size > 0 && i < Pair.Count && (i + 1) * size <= Pair.Bytes.Length; i++)
            {
                ReadOnlySpan<byte> at = Pair.Bytes.Span.Slice(i * size, size);
                yield return size switch
                {
                    1 => at[0],
                    2 => BinaryPrimitives.ReadUInt16LittleEndian(at),
                    4 => BinaryPrimitives.ReadUInt32LittleEndian(at),
                    _ => BinaryPrimitives.ReadUInt64LittleEndian(at),
                };
            }
        }
    }

    /// <summary>Elements of a text: the value itself, or what lies behind the pointers of an array.</summary>
    public IReadOnlyList<string> Texts
    {
        get
        {
            ReadOnlySpan<byte> rest = Pair.Bytes.Span;
            if (!Pair.Type.IsArray)
            {
                return [NameValueReader.TextOf(rest)];
            }

            var texts = new List<string>();
            rest = rest[(int)Math.Min(rest.Length, Pair.Count * 8L)..];
            for (int i = 0; i < Pair.Count && rest.Length > 0; i++)
            {
                string text = NameValueReader.TextOf(rest);
                texts.Add(text);
                rest = rest[Math.Min(rest.Length, text.Length + 1)..];
            }

            return texts;
        }
    }

    /// <summary>Whether all of <see cref="Texts"/> can be shown as they are.</summary>
    public bool IsPrintable => Texts.All(text => text.All(c => c is >= ' ' and <= '~'));
}

/// <summary>A list of names and values.</summary>
/// <param name="Address">The <c>nvlist_t</c>.</param>
internal sealed record NameValueList(ulong Address, IReadOnlyList<NameValueNode> Pairs);

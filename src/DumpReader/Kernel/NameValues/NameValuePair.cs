namespace DumpReader.Kernel.NameValues;

/// <summary>A name and its value (<c>nvpair_t</c>, sys/nvpair.h).</summary>
/// <param name="Address">Where the pair lies.</param>
/// <param name="Count">Elements of the value as the pair states them (nvp_value_elem).</param>
/// <param name="Bytes">The value as stored, padding included; empty for lists.</param>
/// <param name="Lists">Addresses of the lists that the value is made of.</param>
internal sealed record NameValuePair(
    ulong Address, string Name, NameValueType Type, int Count, ReadOnlyMemory<byte> Bytes, IReadOnlyList<ulong> Lists);

namespace DumpReader.Kernel.NameValues;

/// <summary>How the value of a pair is stored.</summary>
internal enum NameValueForm
{
    None,
    Number,
    Truth,
    Text,
    List,
}

/// <summary>A type of values (<c>data_type_t</c>, sys/nvpair.h).</summary>
/// <param name="Name">As mdb shows it.</param>
/// <param name="Size">Bytes of one element of a number.</param>
internal readonly record struct NameValueType(string Name, NameValueForm Form, int Size = 0, bool IsSigned = false, bool IsArray = false)
{
    /// <summary>By their codes, from DATA_TYPE_UNKNOWN on.</summary>
    private static readonly NameValueType[] Known =
    [
        new("unknown", NameValueForm.None), new("boolean", NameValueForm.None), Number("byte", 1),
        Number("int16", 2, true), Number("uint16", 2), Number("int32", 4, true), Number("uint32", 4),
        Number("int64", 8, true), Number("uint64", 8), new("string", NameValueForm.Text),
        Array("byte_array", 1), Array("int16_array", 2, true), Array("uint16_array", 2), Array("int32_array", 4, true),
        Array("uint32_array", 4), Array("int64_array", 8, true), Array("uint64_array", 8),
        new("string_array", NameValueForm.Text, IsArray: true), Number("hrtime", 8, true),
        new("nvpair_list", NameValueForm.List), new("nvpair list_array", NameValueForm.List, IsArray: true),
        new("boolean_value", NameValueForm.Truth, 4), Number("int8", 1, true), Number("uint8", 1),
        new("boolean_array", NameValueForm.Truth, 4, IsArray: true), Array("int8_array", 1, true), Array("uint8_array", 1),
        Number("double", 8),
    ];

    /// <summary>The type of a code; the unknown type for one that is none.</summary>
    public static NameValueType Of(ulong code) => code < (ulong)Known.Length ? Known[code] : Known[0];

    private static NameValueType Number(string name, int size, bool signed = false) => new(name, NameValueForm.Number, size, signed);

    private static NameValueType Array(string name, int size, bool signed = false) => new(name, NameValueForm.Number, size, signed, true);
}

namespace Commands.Pipeline.Printing;

/// <summary>What decides how values of a type look; with the type the key of a compiled plan.</summary>
internal readonly record struct PrintOptions
{
    /// <summary>-a: addresses in front.</summary>
    public bool Addresses { get; init; }

    /// <summary>-t: type names.</summary>
    public bool Types { get; init; }

    /// <summary>-T: and what typedefs stand for.</summary>
    public bool BaseTypes { get; init; }

    /// <summary>-d: integers in decimal.</summary>
    public bool Decimal { get; init; }

    /// <summary>-x: integers in hex, whatever they would be.</summary>
    public bool Hex { get; init; }

    /// <summary>-h: unused bytes between members.</summary>
    public bool Holes { get; init; }

    /// <summary>-n: pointers without symbols.</summary>
    public bool RawPointers { get; init; }

    /// <summary>-c: characters of a char array; null for all.</summary>
    public ulong? CharacterLimit { get; init; }

    /// <summary>-l: elements of other arrays; null for all.</summary>
    public ulong? ElementLimit { get; init; }

    /// <summary>-s: levels of structures; what is deeper is <c>{ ... }</c>.</summary>
    public int Depth { get; init; }

    /// <summary>
    /// Bit-fields as stock mdb reads them: as many bytes as the width alone needs, so that one which reaches into the next byte loses its
    /// top bits; and one of 8, 16, 32 or 64 bits as the integer at its byte, wherever in that byte it begins.
    /// </summary>
    public bool StockBitFields { get; init; }

    /// <summary>Levels shown where -s says nothing; only a type that contains itself is deeper.</summary>
    public const int MostDepth = 100;
}

namespace DumpReader.Types.Declarations;

/// <summary>Character and string constants as C writes them, byte by byte.</summary>
internal static class CText
{
    /// <summary>The bytes between the quotes of <paramref name="quoted"/>, escapes resolved; a character beyond 255 is refused.</summary>
    public static bool TryBytes(string quoted, out byte[] bytes)
    {
        var list = new List<byte>(quoted.Length);
        bytes = [];
        for (int i = 1; i < quoted.Length - 1; i++)
        {
            if (quoted[i] > 255)
            {
                return false;
            }

            if (quoted[i] != '\\')
            {
                list.Add((byte)quoted[i]);
                continue;
            }

            i++;
            int plain = "abfnrtv\\'\"?".IndexOf(quoted[i]);
            if (plain >= 0)
            {
                list.Add((byte)"\a\b\f\n\r\t\v\\'\"?"[plain]);
            }
            else if (quoted[i] is >= '0' and <= '7')
            {
                int value = 0;
                int end = Math.Min(i + 3, quoted.Length - 1);
                for (; i < end && quoted[i] is >= '0' and <= '7'; i++)
                {
                    value = (value * 8) + quoted[i] - '0';
                }

                i--;
                list.Add((byte)value);
            }
            else
            {
                return false;
            }
        }

        bytes = [.. list];
        return true;
    }

    public static bool TryCharacter(string quoted, out byte value)
    {
        bool one = TryBytes(quoted, out byte[] bytes) && bytes.Length == 1;
        value = one ? bytes[0] : (byte)0;
        return one;
    }
}

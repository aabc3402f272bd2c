using System.Buffers.Text;

namespace Commands.Output;

/// <summary>
/// Times as <c>%Y</c> shows them: <c>1970 Jan  1 00:00:07</c>, local time, the day padded with a blank. Of a year that is not
/// of four characters, mdb shows the first four: <c>-553</c> for the year -55331.
/// </summary>
internal static class TimeText
{
    /// <summary>Longest text.</summary>
    public const int Length = 20;

    private const long SecondsPerDay = 86400;

    /// <summary>Days from 0000-03-01, when the years of the calculation begin, to 1970-01-01.</summary>
    private const long DaysToEpoch = 719468;

    private const long DaysPerEra = 146097;

    /// <summary>False for seconds whose year no 32-bit number holds; then nothing is written.</summary>
    public static bool TryFormat(long seconds, TimeZoneInfo zone, Span<byte> text, out int length)
    {
        length = 0;
        long local = seconds + OffsetSeconds(seconds, zone);
        (long days, long second) = (Math.DivRem(local, SecondsPerDay).Quotient, local % SecondsPerDay);
        if (second < 0)
        {
            (days, second) = (days - 1, second + SecondsPerDay);
        }

        (long year, int month, int day) = Civil(days);
        if (year is > int.MaxValue or < int.MinValue)
        {
            return false;
        }

        Span<byte> digits = stackalloc byte[12];
        Utf8Formatter.TryFormat(year, digits, out int used);
        used = Math.Min(used, 4);
        digits[..used].CopyTo(text);
        text = text[used..];
        text[..16].Fill((byte)' ');
        "JanFebMarAprMayJunJulAugSepOctNovDec"u8.Slice((month - 1) * 3, 3).CopyTo(text[1..]);
        TwoDigits(day, text[5..]);
        if (day < 10)
        {
            text[5] = (byte)' ';
        }

        TwoDigits((int)(second / 3600), text[8..]);
        text[10] = (byte)':';
        TwoDigits((int)(second / 60 % 60), text[11..]);
        text[13] = (byte)':';
        TwoDigits((int)(second % 60), text[14..]);
        length = used + 16;
        return true;
    }

    /// <summary>Year, month and day of the Gregorian calendar carried on in both directions, by eras of 400 years that begin in March.</summary>
    private static (long Year, int Month, int Day) Civil(long days)
    {
        long shifted = days + DaysToEpoch;
        long era = (shifted >= 0 ? shifted : shifted - (DaysPerEra - 1)) / DaysPerEra;
        long dayOfEra = shifted - (era * DaysPerEra);
        long yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        long dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        long shiftedMonth = ((5 * dayOfYear) + 2) / 153;
        int day = (int)(dayOfYear - (((153 * shiftedMonth) + 2) / 5) + 1);
        int month = (int)(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9);
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, day);
    }

    private static long OffsetSeconds(long seconds, TimeZoneInfo zone)
    {
        bool known = seconds > -62_000_000_000 && seconds < 253_000_000_000;
        TimeSpan offset = known ? zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(seconds)) : zone.BaseUtcOffset;
        return seconds is < long.MinValue + SecondsPerDay or > long.MaxValue - SecondsPerDay ? 0 : (long)offset.TotalSeconds;
    }

    private static void TwoDigits(int value, Span<byte> text)
    {
        text[0] = (byte)('0' + (value / 10));
        text[1] = (byte)('0' + (value % 10));
    }
}

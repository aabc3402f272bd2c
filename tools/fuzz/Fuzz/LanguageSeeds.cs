namespace Fuzz;

/// <summary>Statements of every kind, the first letter being that of the rules.</summary>
internal static class LanguageSeeds
{
    public static IReadOnlyList<string> Texts { get; } =
    [
        "d0x1+2*3-4%5#6&7|8^9=X\n-0t10=D\n~0=K\n'a'=C\n0t1_000=Z\n",
        "ditems/s\nitems,3/X\nall/KK\n./x\n+/J\n^/v\n*text/s\n%%=p\n",
        "ditems::print struct item\nitems::print -at item_t i_name i_counts[1]\nitems::print struct item i_word.w_parts\n",
        "ditems::array item_t 3 | ::print item_t i_color\nall::walk list | ::print item_t i_next | ::grep '.!=0' | ::map '.+8'\n",
        "d::walk thread ! cat\n::ps\n::threadlist -v\n::status\n$r\n$c\n::stack\n",
        "d1234>x\n<x=K\n<rip::dis -n 2\n$v\n::vars\n0>1>a\n<a+<1=X\n",
        "dwork::nm\n::nm -P | ::head -3\nwork/i\nwork,4/ai\nunix`start=p\n`kas=p\n&items=K\n",
        "d::typedef int foo_t\n::typedef 'struct { int a; char b[4]; }' bar_t\n::sizeof bar_t\n::offsetof struct item i_link\nitems::print bar_t\n",
        "d::printf \"%d %s %-8x %c %p %a %T\\n\" 1 2 3 4 5 6 7\nitems::printf \"%s %d\\n\" struct item i_name i_color\n",
        "d::modinfo | ::where size > 0t100 | ::sort -r name | ::select name size\n::count\n::modinfo | ::group-by name\n::modinfo | ::first 2\n",
        "d// a comment\nfoo:: print ; items::print item_t ; ::echo a\\nb \"c d\" 'e'\n::eval '1=X'; ::quit\n",
        "ditems/L 3\nitems/w 2\nitems/W 7\nitems/Z 9\nitems?X\nitems@X\n0\\X\nitems/\"text\"nXt2+b\n",
        "sitems::print struct item\nall::walk list | ::print item_t\n1=XDK\n::nosuch\n1)\n",
        "jitems::print struct item\n::modinfo\n1=X\n::status\nitems/s\n",
        "d::whatis items\n::list struct item i_next\n::enum color_t\nitems::list 'struct item' i_next | ::count\nGREEN=X\n::dump -e items\nitems,40::dump\n",
        "d::findleaks\n::kmastat\n::vmem\n::memstat\n::kgrep 5\n::cpuinfo\n::msgbuf\n::class\n::devinfo\n::fd\n::pgrep .\n",
        "d::set -o x\n::set -F\n$d\n0t16$d\n40$w\n::radix\n::help print\n::dcmds | ::grep\n::walkers\n::formats\n::which print\n::dmods\n",
        "d$<nosuch\n$<<nosuch\n$m\n::mappings\n::objects\n$e\n$V 11\n::context 0\n::term\n$p >\n::problems\n",
        "d[items]=X\n[items,2]=X\n(((1+2)))=X\n1,(2+1)=X\n.-8=K\n!\n/X\n!echo\n1!true\n0x=X\n0i101=X\n0o17=X\n1.5=F\n",
    ];
}

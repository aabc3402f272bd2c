/* What is walked: 64 bytes, on a list that leaps through its memory. */
struct item {
    struct item *i_next;
    struct item *i_prev;
    unsigned long i_id;
    int i_state;
    short i_pri;
    char i_flags;
    char i_spare;
    char i_name[24];
    void *i_arg;
};

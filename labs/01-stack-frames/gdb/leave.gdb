break leaf_end
run
x/2i $pc
info registers rsp rbp
stepi
info registers rsp rbp
x/2gx $rsp
stepi
x/i $pc
info registers rsp rbp
